import { withRetry } from "./retry";

/**
 * Loads a module, however long the network is away; a loaded one needs no network. `onWait` is called once, when the first
 * attempt fails.
 */
export async function loadWithRetry<T>(load: () => Promise<T>, onWait?: () => void): Promise<T> {
  try {
    return await load();
  } catch {
    onWait?.();
    return withRetry(load, { signal: new AbortController().signal, isTransient: () => true });
  }
}
