import { log } from "@/lib/log";
import { reconcile } from "./reconcile";

/** Runs one sweep at a time every `everyS` seconds. `stop` resolves when the last one has ended. */
export function sweepEvery(everyS: number): { stop(): Promise<void> } {
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
