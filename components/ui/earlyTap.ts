/**
 * Runs in the head. Stores the last button or form used before hydration, which takes seconds on a weak
 * signal, and stops its event, so that a tap during hydration has one effect.
 */
export const EARLY_TAP_SCRIPT = `(() => {
  let last = null;
  const tapped = (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (button && button.type !== "submit") store(event, button);
  };
  const sent = (event) => store(event, event.target);
  const store = (event, element) => {
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

interface EarlyTap {
  take(): HTMLElement | null;
}

/** Repeats the last tap from before hydration. */
export function replayEarlyTap(): void {
  const { earlyTap } = window as unknown as { earlyTap?: EarlyTap };
  const tapped = earlyTap?.take();
  if (!tapped?.isConnected) return;
  if (tapped instanceof HTMLFormElement) tapped.requestSubmit();
  else tapped.click();
}
