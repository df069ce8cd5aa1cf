const FIRST_DELAY_MS = 800;
const MAX_DELAY_MS = 20_000;

/**
 * Returns the delay before retry `attempt` (from 1): doubled each time, capped, with up to 25 % of jitter.
 */
export function backoffMs(attempt: number, random = Math.random()): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(full * (1 - 0.25 * random));
}

export interface RetryOptions {
  signal: AbortSignal;
  /** Whether an error is worth a retry; others are thrown at once. */
  isTransient(error: unknown): boolean;
  /** Called for each transient error while the browser reports a network. */
  onTransientError?(): void;
}

const aborted = () => new DOMException("The retries were stopped", "AbortError");

/** Resolves after `ms` or when the network comes back; without a network only when it comes back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      window.removeEventListener("online", finish);
      signal.removeEventListener("abort", abort);
    };
    const finish = () => {
      stop();
      resolve();
    };
    const abort = () => {
      stop();
      reject(aborted());
    };
    const timer = setTimeout(() => navigator.onLine && finish(), ms);
    window.addEventListener("online", finish);
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
  });
}

/**
 * Runs `task` until it succeeds, with growing delays; without a network it waits for one. There is no limit
 * on attempts, because browsers report a captive Wi-Fi or a cell without data as a network.
 * @throws errors that are not transient; AbortError of `signal`
 */
export async function withRetry<T>(task: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, isTransient, onTransientError } = options;
  let failures = 0;
  const handleError = async (error: unknown): Promise<void> => {
    if (!isTransient(error)) throw error;
    onTransientError?.();
    await pause(backoffMs(++failures), signal);
  };
  for (;;) {
    if (signal.aborted) throw aborted();
    if (!navigator.onLine) {
      failures = 0;
      await pause(0, signal);
      continue;
    }
    try {
      return await task();
    } catch (error) {
      if (signal.aborted) throw aborted();
      if (navigator.onLine) await handleError(error);
    }
  }
}
