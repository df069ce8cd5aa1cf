import { withRetry } from "./retry";

/**
 * Loads a module and repeats failed attempts until the network is back. `onWait` is called once, after the
 * first failed attempt.
 */
export async function loadWithRetry<T>(load: () => Promise<T>, onWait?: () => void): Promise<T> {
  try {
    return await load();
  } catch {
    onWait?.();
    return withRetry(load, { signal: new AbortController().signal, isTransient: () => true });
  }
}
