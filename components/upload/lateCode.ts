import { withRetry } from "./retry";

/** Code that only a chosen file needs; every page is lighter without it. */
export const lateCode = {
  uploader: () => import("./createUppy"),
  clips: () => import("mediabunny"),
  photos: () => import("exifreader"),
};

/**
 * Loads late code however long that takes, so that a file chosen without a network is kept until there is one. What is
 * here already needs none. `onWait` is told once, when the first try fails.
 */
export async function loadPatiently<T>(load: () => Promise<T>, onWait: () => void): Promise<T> {
  try {
    return await load();
  } catch {
    onWait();
    return withRetry(load, { signal: new AbortController().signal, isPassing: () => true });
  }
}

const IDLE_AT_THE_LATEST_MS = 5000;

function loadAll(): void {
  const all = Object.values(lateCode).map((load) => load());
  Promise.all(all).catch(() => window.addEventListener("online", loadAll, { once: true }));
}

/**
 * Loads late code once the page has nothing else to do, after five seconds in any case: most clips are chosen where the
 * signal is about to go. Gives what calls it off.
 */
export function loadWhenIdle(): () => void {
  const forget = () => window.removeEventListener("online", loadAll);
  // Safari has no idle callback.
  if (typeof window.requestIdleCallback !== "function") {
    const timer = setTimeout(loadAll, IDLE_AT_THE_LATEST_MS);
    return () => {
      clearTimeout(timer);
      forget();
    };
  }
  const idle = window.requestIdleCallback(loadAll, { timeout: IDLE_AT_THE_LATEST_MS });
  return () => {
    window.cancelIdleCallback(idle);
    forget();
  };
}
