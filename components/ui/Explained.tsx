"use client";

import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { loadWithRetry } from "./loadWithRetry";

const OpenPopover = lazy(() =>
  loadWithRetry(() => import("./OpenPopover")).then((module) => ({ default: module.OpenPopover })),
);

interface ExplainedProps extends UnstyledButtonProps {
  label: ReactNode;
  "aria-label"?: string;
  width: number;
  children: ReactNode;
}

/** A button that shows an explanation in a popover; the popover is loaded when it is first pressed. */
export function Explained({ label, width, children, ...button }: ExplainedProps) {
  const [requested, setRequested] = useState(false);
  const closed = (
    <UnstyledButton
      {...button}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setRequested(true)}
    >
      {label}
    </UnstyledButton>
  );
  if (!requested) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenPopover button={button} label={label} width={width}>
        {children}
      </OpenPopover>
    </Suspense>
  );
}
