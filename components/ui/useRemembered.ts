"use client";

import { useCallback, useSyncExternalStore } from "react";

const CHANGED = "remembered-changed";

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    // Private browsing and full disks refuse storage; the choice then lasts as long as the page.
    return null;
  }
}

/** A small text choice kept on this device; `fallback` on the server and where nothing was chosen. */
export function useRemembered(key: string, fallback: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    (changed) => {
      window.addEventListener(CHANGED, changed);
      window.addEventListener("storage", changed);
      return () => {
        window.removeEventListener(CHANGED, changed);
        window.removeEventListener("storage", changed);
      };
    },
    () => read(key) ?? fallback,
    () => fallback,
  );
  const remember = useCallback(
    (next: string) => {
      try {
        window.localStorage.setItem(key, next);
      } catch {
        return;
      }
      window.dispatchEvent(new Event(CHANGED));
    },
    [key],
  );
  return [value, remember];
}
