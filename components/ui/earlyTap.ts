declare global {
  interface Window {
    /** The button or form that was last used before the page's code was there; see EARLY_TAP_SCRIPT. */
    earlyTap?: { take(): HTMLElement | null };
  }
}

/**
 * Remembers what is tapped while the page is drawn but its code is still on its way, which on a weak signal takes seconds.
 * Runs in the head, before there is anything to tap. Whatever it remembers it keeps from everybody else, so that a tap in the
 * middle of React's taking over happens once.
 */
export const EARLY_TAP_SCRIPT = `(() => {
  let last = null;
  const tapped = (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (button && button.type !== "submit") keep(event, button);
  };
  const sent = (event) => keep(event, event.target);
  const keep = (event, element) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    last = element;
  };
  document.addEventListener("click", tapped, true);
  document.addEventListener("submit", sent, true);
  window.earlyTap = {
    take() {
      document.removeEventListener("click", tapped, true);
      document.removeEventListener("submit", sent, true);
      const taken = last;
      last = null;
      return taken;
    },
  };
})();`;

/** Carries out, now that the page's code is there, what was last tapped before it was. */
export function replayEarlyTap(): void {
  const tapped = window.earlyTap?.take();
  if (!tapped?.isConnected) return;
  if (tapped instanceof HTMLFormElement) tapped.requestSubmit();
  else tapped.click();
}
