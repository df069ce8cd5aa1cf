import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./PlainButton.module.css";

interface LinkButtonProps {
  href: string;
  variant?: "filled" | "default" | "subtle";
  size?: "md" | "lg";
  children: ReactNode;
}

/** A link that looks like a button of the theme and needs none of its code. */
export function LinkButton({ href, variant = "filled", size = "md", children }: LinkButtonProps) {
  return (
    <Link href={href} prefetch={false} className={classes.button} data-variant={variant} data-size={size}>
      {children}
    </Link>
  );
}
