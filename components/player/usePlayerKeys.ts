"use client";

import { useEffect, useRef } from "react";

export interface PlayerKeys {
  togglePlay(): void;
  step(frames: number): void;
  jumpTurn(by: 1 | -1): void;
  toggleSkeleton(): void;
  toggleFullscreen(): void;
}

const isTextInput = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    !!target.closest("[role=dialog]"));

const isPressable = (target: EventTarget | null) =>
  target instanceof HTMLElement && !!target.closest("button, a, [role=tab], [role=menuitem], summary");

/** Handles the keys of the page of a run. */
export function usePlayerKeys(keys: PlayerKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      // The scrubber is an input, but the keys are expected to work on it.
      const scrubbing = event.target instanceof HTMLInputElement && event.target.type === "range";
      if (isTextInput(event.target) && !scrubbing) return;
      const { togglePlay, step, jumpTurn, toggleSkeleton, toggleFullscreen } = latest.current;
      const actions: Record<string, () => void> = {
        " ": togglePlay,
        k: togglePlay,
        ",": () => step(-1),
        ".": () => step(1),
        "[": () => jumpTurn(-1),
        "]": () => jumpTurn(1),
        s: toggleSkeleton,
        f: toggleFullscreen,
      };
      const action = actions[event.key];
      if (!action || (event.key === " " && isPressable(event.target))) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
