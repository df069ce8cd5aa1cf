import { parseArgs } from "node:util";
import { loadPose } from "@/lib/adapters/pose";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { requireSettings } from "@/lib/start";
import { handleMessages } from "./analyze/handler";
import { pollLoop } from "./poll-loop";
import { sweepEvery } from "./reconcile/every";

// The worker outside Lambda: the same handler, with long polling.
requireSettings("worker");
const { values } = parseArgs({ options: { "sweep-every": { type: "string" } } });
/** More than the release of an analysis takes, less than the stop timeout of a container (30 s on ECS). */
const SHUTDOWN_MS = 25_000;

const shutdown = new AbortController();
function stop(signal: NodeJS.Signals): void {
  if (shutdown.signal.aborted) return;
  log.info({ signal }, "worker shutting down");
  shutdown.abort();
  setTimeout(() => {
    log.error("worker did not shut down in time; exiting");
    process.exit(1);
  }, SHUTDOWN_MS).unref();
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

const sweep = values["sweep-every"] ? sweepEvery(Number(values["sweep-every"])) : null;
// Preloads the models; the first analysis reports a failure.
loadPose().catch(() => undefined);
log.info("worker started");
// With a queue for long clips, Lambda receives from the standard one.
const queue = env.LONG_QUEUE_NAME ? "long" : "standard";
await pollLoop({ handler: handleMessages, signal: shutdown.signal, queue });
await sweep?.stop();
log.info("worker stopped");
process.exit(0);
