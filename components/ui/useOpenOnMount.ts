"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Returns the state of a menu or popover that replaces a plain button when it is pressed: it opens on mount
 * and focuses its own button first, so that the focus returns there when it closes.
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
