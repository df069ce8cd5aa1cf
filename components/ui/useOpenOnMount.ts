"use client";

import { useEffect, useRef, useState } from "react";

/**
 * The state of a menu or popover that replaces a plain button when that is pressed: it opens once it is mounted, with the focus
 * on its own button, to which the focus returns when it closes.
 */
export function useOpenOnMount() {
  const targetRef = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    targetRef.current?.focus({ preventScroll: true });
    setOpened(true);
  }, []);
  return { targetRef, opened, onChange: setOpened };
}
