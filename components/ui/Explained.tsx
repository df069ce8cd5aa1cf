"use client";

import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { loadWithRetry } from "./loadWithRetry";

const OpenPopover = lazy(() =>
  loadWithRetry(() => import("./OpenPopover")).then((module) => ({ default: module.OpenPopover })),
);

interface ExplainedProps extends UnstyledButtonProps {
  /** What the button shows. */
  label: ReactNode;
  "aria-label"?: string;
  width: number;
  /** The explanation. */
  children: ReactNode;
}

/** A word that is a button: pressed, it shows an explanation, whose code is then loaded. */
export function Explained({ label, width, children, ...button }: ExplainedProps) {
  const [wanted, setWanted] = useState(false);
  const closed = (
    <UnstyledButton {...button} aria-haspopup="dialog" aria-expanded={false} onClick={() => setWanted(true)}>
      {label}
    </UnstyledButton>
  );
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenPopover button={button} label={label} width={width}>
        {children}
      </OpenPopover>
    </Suspense>
  );
}
