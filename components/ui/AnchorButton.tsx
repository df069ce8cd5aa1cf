import type { ReactNode } from "react";
import classes from "./PlainButton.module.css";

interface AnchorButtonProps {
  href: string;
  variant?: "filled" | "default" | "subtle";
  size?: "md" | "lg";
  children: ReactNode;
}

/** A link that looks like a button of the theme; a plain anchor, which needs no code in the browser. */
export function AnchorButton({ href, variant = "filled", size = "md", children }: AnchorButtonProps) {
  return (
    <a href={href} className={classes.button} data-variant={variant} data-size={size}>
      {children}
    </a>
  );
}
