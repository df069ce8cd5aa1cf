import { parseArgs } from "node:util";
import { loadPose } from "@/lib/adapters/pose";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { handleMessages } from "./analyze/handler";
import { pollLoop } from "./poll-loop";
import { sweepEvery } from "./reconcile/every";

// The worker of a laptop or a container: the same handler as on Lambda, fed from the queue until told to stop.
const { values } = parseArgs({ options: { "sweep-every": { type: "string" } } });
/** Longer than giving up one analysis takes, shorter than what containers allow before they kill. */
const GRACE_MS = 25_000;

const stopping = new AbortController();
function stop(signal: NodeJS.Signals): void {
  if (stopping.signal.aborted) return;
  log.info({ signal }, "worker stopping");
  stopping.abort();
  setTimeout(() => {
    log.error("worker did not stop in time");
    process.exit(1);
  }, GRACE_MS).unref();
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

const sweep = values["sweep-every"] ? sweepEvery(Number(values["sweep-every"])) : null;
// So that the first clip need not wait for it; a failure is met there.
loadPose().catch(() => undefined);
log.info("worker waiting for analyses");
// Where long clips have a queue of their own, somebody else takes the others.
const queue = env.LONG_QUEUE_NAME ? "long" : "standard";
await pollLoop({ handler: handleMessages, signal: stopping.signal, queue });
await sweep?.stop();
log.info("worker stopped");
process.exit(0);
