import { log } from "@/lib/log";
import { handler } from "./handler";

/**
 * Sweeps every `everyS` seconds, one sweep at a time, until `stop`, which resolves when the last one has ended. A sweep
 * that fails is logged and the next one tries again.
 */
export function sweepEvery(everyS: number): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = handler()
      .then(() => undefined)
      .catch((error: unknown) => log.error({ err: error }, "sweep failed"))
      .finally(() => {
        busy = false;
      });
  }, everyS * 1000);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}
