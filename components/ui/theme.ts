"use client";

import {
  type ButtonProps,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineTheme,
  type MantineThemeComponents,
} from "@mantine/core";
import classes from "./theme.module.css";

/** Blue-black; the main colour of the light scheme. */
const ink: MantineColorsTuple = [
  "#f3f6f9",
  "#e4eaf0",
  "#c9d3de",
  "#a5b4c4",
  "#7d8fa3",
  "#5a6c80",
  "#43546a",
  "#2b3a4d",
  "#172433",
  "#0a1420",
];

/** Text, borders and surfaces of the dark scheme, lightest first. */
const dark: MantineColorsTuple = [
  "#eef3f8",
  "#c3cfdb",
  "#9db0c2",
  "#71859a",
  "#3a4c5f",
  "#2c3c4d",
  "#1d2a38",
  "#14202c",
  "#0d1720",
  "#070e15",
];

const INK = "#0a1420";

const BUTTON_HEIGHTS: Record<string, string> = { xs: "2.75rem", sm: "2.75rem", md: "3rem", lg: "3.5rem" };

/** Screen readers would announce the <header> of a dialog as a second banner. */
const DIALOG_ATTRIBUTES = { header: { role: "presentation" } };

const CLOSE = { "aria-label": "Close" };

/** Plain objects, because `Button.extend` and the like would load every component with the theme. */
const components: MantineThemeComponents = {
  Button: {
    defaultProps: { size: "md" },
    classNames: { label: classes.buttonLabel },
    vars: (_theme: MantineTheme, props: ButtonProps) => ({
      root: { "--button-height": BUTTON_HEIGHTS[props.size ?? "md"] ?? "3rem" },
    }),
  },
  ActionIcon: { defaultProps: { size: 48, variant: "subtle" } },
  Input: {
    classNames: { input: classes.input },
    vars: () => ({ wrapper: { "--input-height": "3rem", "--input-fz": "1rem" } }),
  },
  InputWrapper: {
    classNames: { label: classes.label, description: classes.description, error: classes.error },
  },
  Menu: {
    defaultProps: { shadow: "md", radius: "md" },
    classNames: { item: classes.menuItem },
  },
  SegmentedControl: { classNames: { root: classes.segments, label: classes.segment } },
  Switch: { defaultProps: { size: "md" } },
  Modal: {
    defaultProps: {
      centered: true,
      radius: "lg",
      overlayProps: { backgroundOpacity: 0.6 },
      attributes: DIALOG_ATTRIBUTES,
      closeButtonProps: CLOSE,
    },
    classNames: { title: classes.modalTitle, close: classes.close },
  },
  CloseButton: { defaultProps: { iconSize: 24 } },
  Progress: { defaultProps: { radius: "xl" } },
};

/** The theme: high contrast, heavy type, no target under 44 pixels. */
export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 9, dark: 4 },
  colors: { ink, dark },
  white: "#ffffff",
  black: INK,
  fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, sans-serif",
  headings: {
    fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, sans-serif",
    fontWeight: "800",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "clamp(1.75rem, 1.3rem + 2vw, 2.5rem)", lineHeight: "1.1" },
      h2: { fontSize: "clamp(1.35rem, 1.2rem + 0.7vw, 1.65rem)", lineHeight: "1.2" },
      h3: { fontSize: "1.125rem", lineHeight: "1.3" },
    },
  },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "8px", md: "12px", lg: "18px", xl: "26px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusClassName: classes.focus,
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    const isPrimary = input.color === undefined || input.color === "ink";
    if (!isPrimary) return resolved;
    if (input.variant === "filled")
      return {
        background: "var(--sr-primary)",
        hover: "var(--sr-primary-hover)",
        color: "var(--sr-on-primary)",
        border: "1px solid transparent",
      };
    if (input.variant === "subtle" || input.variant === "light")
      return {
        background: input.variant === "light" ? "var(--sr-sunken)" : "transparent",
        hover: "var(--sr-hover)",
        color: "var(--mantine-color-text)",
        border: "1px solid transparent",
      };
    return resolved;
  },
  components,
});
