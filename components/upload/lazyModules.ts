import { loadToasts } from "../ui/toast";

/** What uploads need besides the panel: 250 kB, which no page loads before its first interaction. */
export const lazyModules = {
  clips: () => import("mediabunny"),
  photos: () => import("exifreader"),
  details: () => import("./UploadDetails"),
  toasts: loadToasts,
};

const MAX_IDLE_WAIT_MS = 5000;
const INTERACTIONS = ["pointerdown", "click", "keydown", "dragenter"] as const;

function loadAll(): void {
  const all = Object.values(lazyModules).map((load) => load());
  Promise.all(all).catch(() => window.addEventListener("online", loadAll, { once: true }));
}

function loadWhenIdle(): void {
  // Safari has no requestIdleCallback.
  if (typeof window.requestIdleCallback !== "function") setTimeout(loadAll, MAX_IDLE_WAIT_MS);
  else window.requestIdleCallback(loadAll, { timeout: MAX_IDLE_WAIT_MS });
}

/**
 * Loads the modules after the first interaction with the page, as soon as the browser is idle: while somebody opens the panel
 * and picks a file, often just before the signal is lost. Returns a function that cancels it.
 */
export function preloadAfterFirstInteraction(): () => void {
  const once = new AbortController();
  for (const type of INTERACTIONS)
    window.addEventListener(
      type,
      () => {
        once.abort();
        loadWhenIdle();
      },
      { signal: once.signal, capture: true, passive: true },
    );
  return () => once.abort();
}
