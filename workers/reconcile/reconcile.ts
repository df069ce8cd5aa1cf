import { notify } from "@/lib/analyses/service";
import { concludeInterrupted, databaseNow, listStrays, surveyOpen } from "@/lib/analyses/worker-service";
import { log } from "@/lib/log";
import { abandonUploads, finishDeletions } from "@/lib/runs/deletion-service";
import { count, report as reportMetrics } from "@/lib/telemetry/metrics";

export interface SweepReport {
  /** Analyses that got the verdict `interrupted`. */
  interrupted: number;
  /** Analyses the queue was told about again. */
  notified: number;
  /** Uploads given up. */
  abandoned: number;
  /** Deletions taken up again. */
  deletions: number;
}

/**
 * Mends what was lost on the way: messages that never came, workers that went silent, uploads nobody finished,
 * deletions that died half-way. May run at any time, also twice at once. `now` is the database's clock unless given.
 */
export async function reconcile(options: { now?: Date } = {}): Promise<SweepReport> {
  const now = options.now ?? (await databaseNow());
  const interrupted = await concludeInterrupted(now);
  if (interrupted.length > 0) count("AnalysisFailed", interrupted.length, { Reason: "interrupted" });
  const strays = await listStrays(now);
  await notify(strays);
  const abandoned = await abandonUploads(now);
  const deletions = await finishDeletions();
  const { open, oldestS } = await surveyOpen();
  reportMetrics({ AnalysesOpen: open, AnalysesOldestS: Math.round(oldestS) });
  const report = { interrupted: interrupted.length, notified: strays.length, abandoned, deletions };
  const isQuiet = Object.values(report).every((count) => count === 0);
  log[isQuiet ? "debug" : "info"](report, "sweep");
  return report;
}
