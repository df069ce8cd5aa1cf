"use client";

import { CloseButton } from "@mantine/core";
import { useFocusReturn, useFocusTrap } from "@mantine/hooks";
import { type KeyboardEvent, type ReactNode, useEffect, useId } from "react";
import { createPortal } from "react-dom";
import classes from "./SidePanel.module.css";

interface SidePanelProps {
  opened: boolean;
  title: string;
  onClose(): void;
  children: ReactNode;
}

/**
 * A modal panel at the right edge, on a phone at the bottom. Mantine's Drawer would add 25 kB to every page.
 */
export function SidePanel(props: SidePanelProps) {
  useFocusReturn({ opened: props.opened });
  return props.opened ? createPortal(<OpenPanel {...props} />, document.body) : null;
}

function OpenPanel({ title, onClose, children }: SidePanelProps) {
  const trapRef = useFocusTrap();
  const titleId = useId();
  useEffect(() => {
    const { overflow } = document.body.style;
    document.body.style.overflow = "hidden";
    return () => {
      document.body.style.overflow = overflow;
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Events of a dialog above bubble through React's tree, not through the DOM.
    if (event.key === "Escape" && event.currentTarget.contains(event.target as Node)) onClose();
  };
  return (
    <>
      <div className={classes.overlay} onPointerDown={onClose} aria-hidden />
      <div
        ref={trapRef}
        className={classes.panel}
        role="dialog"
        aria-modal
        aria-labelledby={titleId}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div className={classes.head}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          <CloseButton aria-label="Close" className={classes.close} onClick={onClose} />
        </div>
        <div className={classes.body}>{children}</div>
      </div>
    </>
  );
}
