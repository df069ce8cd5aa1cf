import {
  countOpenAnalyses,
  databaseNow,
  failInterrupted,
  listWithoutMessage,
  notifyQueue,
} from "@/lib/analyses/worker-service/queue";
import { abandonUploads, finishDeletions } from "@/lib/analyses/worker-service/uploads";
import { log } from "@/lib/log";
import { count, report as reportMetrics } from "@/lib/telemetry/metrics";

export interface SweepReport {
  /** Analyses that failed as `interrupted`. */
  interrupted: number;
  notified: number;
  abandoned: number;
  deletions: number;
}

/**
 * Repairs what was lost: messages, workers that stopped without a result, uploads never completed,
 * interrupted deletions. Safe to run at any time, also concurrently. `now` defaults to the database's clock.
 */
export async function reconcile(options: { now?: Date } = {}): Promise<SweepReport> {
  const now = options.now ?? (await databaseNow());
  const interrupted = await failInterrupted(now);
  if (interrupted.length > 0) count("AnalysisFailed", interrupted.length, { Reason: "interrupted" });
  const withoutMessage = await listWithoutMessage(now);
  await notifyQueue(withoutMessage);
  const abandoned = await abandonUploads(now);
  const deletions = await finishDeletions();
  const { open, oldestS } = await countOpenAnalyses();
  reportMetrics({ AnalysesOpen: open, AnalysesOldestS: Math.round(oldestS) });
  const report = { interrupted: interrupted.length, notified: withoutMessage.length, abandoned, deletions };
  const isUnchanged = Object.values(report).every((value) => value === 0);
  log[isUnchanged ? "debug" : "info"](report, "sweep finished");
  return report;
}
