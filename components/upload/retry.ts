const FIRST_DELAY_MS = 800;
const MAX_DELAY_MS = 20_000;

/** Wait before try `attempt` (1 is the first repetition): doubling, capped, with up to a quarter of jitter. */
export function backoffMs(attempt: number, random = Math.random()): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(full * (1 - 0.25 * random));
}

export interface RetryOptions {
  signal: AbortSignal;
  /** Faults that may pass; others are thrown at once. */
  isPassing(error: unknown): boolean;
  /** Told of each fault that is waited out although there seems to be a network. */
  onFault?(): void;
}

const aborted = () => new DOMException("Stopped", "AbortError");

/** Resolves after `ms`, sooner when the network comes back; while there is none, only when it comes back. */
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
 * Runs `task` until it succeeds, waiting longer each time and, without a network, until there is one. Passing faults are
 * never too many: browsers call a captive Wi-Fi or a dead cell a network, and a chairlift takes longer than any count.
 * @throws what is not passing; AbortError of `signal`
 */
export async function withRetry<T>(task: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, isPassing, onFault } = options;
  let faults = 0;
  for (;;) {
    if (signal.aborted) throw aborted();
    if (!navigator.onLine) {
      faults = 0;
      await pause(0, signal);
      continue;
    }
    try {
      return await task();
    } catch (error) {
      if (signal.aborted) throw aborted();
      if (!navigator.onLine) continue;
      if (!isPassing(error)) throw error;
      onFault?.();
      await pause(backoffMs(++faults), signal);
    }
  }
}
