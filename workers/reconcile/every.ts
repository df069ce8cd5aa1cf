import { log } from "@/lib/log";
import { reconcile } from "./reconcile";

/** Starts a sweep every `everyS` seconds, one at a time. `stop` resolves when the last one has ended. */
export function sweepEvery(everyS: number): { stop(): Promise<void> } {
  if (!(everyS > 0)) throw new RangeError(`sweep interval: expected seconds above 0, found ${everyS}`);
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= reconcile()
      .then(() => undefined)
      .catch((error: unknown) => log.error({ err: error }, "sweep failed"))
      .finally(() => {
        running = null;
      });
  }, everyS * 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
