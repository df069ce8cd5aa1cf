import { loadToasts } from "../ui/toast";

/** Modules of uploads besides the panel; these 250 kB are not loaded before the first interaction. */
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
 * Loads the modules when the browser is idle after the first interaction with the page, so that they are
 * there when the signal is lost later. Returns a function that cancels it.
 */
export function preloadAfterFirstInteraction(): () => void {
  const listening = new AbortController();
  for (const type of INTERACTIONS)
    window.addEventListener(
      type,
      () => {
        listening.abort();
        loadWhenIdle();
      },
      { signal: listening.signal, capture: true, passive: true },
    );
  return () => listening.abort();
}
