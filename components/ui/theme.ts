"use client";

import {
  ActionIcon,
  Button,
  CloseButton,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Progress,
  SegmentedControl,
  Switch,
  Tooltip,
} from "@mantine/core";
import classes from "./theme.module.css";

/** Blue-black, from snow shade to night; the light scheme's main colour. */
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

/** Mantine paints the dark scheme with these: text, borders and surfaces, lightest first. */
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

/** The one accent: the yellow-green of a race bib, seen first in glare and in the dark. */
export const ACCENT = "#c8f53a";
const INK = "#0a1420";

const BUTTON_HEIGHTS: Record<string, string> = { xs: "2.75rem", sm: "2.75rem", md: "3rem", lg: "3.5rem" };

/** A dialog's <header> would read as a second banner of the page. */
const DIALOG_ATTRIBUTES = { header: { role: "presentation" } };

const CLOSE = { "aria-label": "Close" };

/** The one theme: high contrast, heavy type, and nothing to press under 44 pixels. */
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
  components: {
    Button: Button.extend({
      defaultProps: { size: "md" },
      classNames: { label: classes.buttonLabel },
      vars: (_theme, props) => ({
        root: { "--button-height": BUTTON_HEIGHTS[props.size ?? "md"] ?? "3rem" },
      }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 48, variant: "subtle" } }),
    Input: Input.extend({
      classNames: { input: classes.input },
      vars: () => ({ wrapper: { "--input-height": "3rem", "--input-fz": "1rem" } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: classes.label, description: classes.description, error: classes.error },
    }),
    Menu: Menu.extend({
      defaultProps: { shadow: "md", radius: "md" },
      classNames: { item: classes.menuItem },
    }),
    SegmentedControl: SegmentedControl.extend({
      classNames: { root: classes.segments, label: classes.segment },
    }),
    Switch: Switch.extend({ defaultProps: { size: "md" } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: "lg",
        overlayProps: { backgroundOpacity: 0.6 },
        attributes: DIALOG_ATTRIBUTES,
        closeButtonProps: CLOSE,
      },
      classNames: { title: classes.modalTitle, close: classes.close },
    }),
    Drawer: Drawer.extend({ defaultProps: { attributes: DIALOG_ATTRIBUTES, closeButtonProps: CLOSE } }),
    CloseButton: CloseButton.extend({ defaultProps: { iconSize: 24 } }),
    Progress: Progress.extend({ defaultProps: { radius: "xl" } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        multiline: true,
        maw: 280,
        withArrow: true,
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
});

/** What the components of the house paint with, in both schemes; left and right differ in hue and in lightness. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { "--sr-accent": ACCENT, "--sr-ink": INK, "--sr-radius-card": "18px" },
  light: {
    "--mantine-color-body": "#f4f7fa",
    "--mantine-color-dimmed": "#4a5c70",
    "--mantine-color-error": "#b3141f",
    "--mantine-color-placeholder": "#5f7084",
    "--mantine-primary-color-filled": INK,
    "--mantine-primary-color-filled-hover": "#1d2c3d",
    "--mantine-primary-color-contrast": "#ffffff",
    "--sr-primary": INK,
    "--sr-primary-hover": "#1f3042",
    "--sr-on-primary": "#ffffff",
    "--sr-surface": "#ffffff",
    "--sr-sunken": "#e9eff4",
    "--sr-hover": "#e2e9f0",
    "--sr-line": "#d3dce5",
    "--sr-line-strong": "#8496a8",
    "--sr-left": "#b84300",
    "--sr-left-soft": "#ffe6d5",
    "--sr-right": "#1257d0",
    "--sr-right-soft": "#dce9ff",
    "--sr-on-side": "#ffffff",
    "--sr-neutral": "#56677a",
    "--sr-playhead": INK,
    "--sr-good": "#0b6b3a",
    "--sr-good-soft": "#d9f3e3",
    "--sr-bad": "#b3141f",
    "--sr-bad-soft": "#ffe3e3",
    "--sr-busy": "#7a4b00",
    "--sr-busy-soft": "#fff0cc",
  },
  dark: {
    "--mantine-color-body": "#0a121a",
    "--mantine-color-dimmed": "#a9bacb",
    "--mantine-color-error": "#ff8f8f",
    "--mantine-color-placeholder": "#8fa1b3",
    "--mantine-primary-color-filled": ACCENT,
    "--mantine-primary-color-filled-hover": "#d6fa66",
    "--mantine-primary-color-contrast": INK,
    "--sr-primary": ACCENT,
    "--sr-primary-hover": "#d6fa66",
    "--sr-on-primary": INK,
    "--sr-surface": "#121d28",
    "--sr-sunken": "#1b2936",
    "--sr-hover": "#223343",
    "--sr-line": "#2b3b4b",
    "--sr-line-strong": "#6d8297",
    "--sr-left": "#ffa25c",
    "--sr-left-soft": "#46290f",
    "--sr-right": "#7db4ff",
    "--sr-right-soft": "#15315e",
    "--sr-on-side": INK,
    "--sr-neutral": "#93a5b8",
    "--sr-playhead": ACCENT,
    "--sr-good": "#7fe0a8",
    "--sr-good-soft": "#12382a",
    "--sr-bad": "#ff9c9c",
    "--sr-bad-soft": "#48191d",
    "--sr-busy": "#ffd479",
    "--sr-busy-soft": "#3d2f0c",
  },
});
