import { inTransaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { markUploaded } from "@/lib/runs/worker-service";
import { continueTrace } from "@/lib/telemetry/context";
import { dispatchAnalyses, type QueuedAnalysis } from "../queue/dispatch";
import { findQueued, insertQueued, markNotified } from "../repo/analyses";
import * as repo from "../repo/reconcile";

/** Sends messages for queued analyses. Never throws: when sending fails, the sweep sends them again. */
export async function notifyQueue(analyses: QueuedAnalysis[]): Promise<void> {
  if (analyses.length === 0) return;
  const analysisIds = analyses.map(({ id }) => id);
  try {
    await dispatchAnalyses(analyses);
    await markNotified(analysisIds);
  } catch (error) {
    log.warn({ analysisIds, err: error }, "queue messages could not be sent; the sweep retries");
  }
}

/** Marks a run uploaded and queues its first analysis in one transaction, unless it was uploaded already. */
export async function queueUploaded(runId: string): Promise<void> {
  const queued = await inTransaction(async (tx) =>
    (await markUploaded(tx, runId)) ? insertQueued(tx, runId, continueTrace()) : null,
  );
  if (queued) await notifyQueue([queued]);
}

export const queuedAnalysis = (runId: string): Promise<QueuedAnalysis | null> => findQueued(runId);

/** A message counts as lost 30 s after the request, and again 300 s after each send. */
const MESSAGE_LOST_AFTER = { firstS: 30, againS: 300 };

export const listWithoutMessage = (now: Date): Promise<QueuedAnalysis[]> =>
  repo.findWithoutMessage(now, { ...MESSAGE_LOST_AFTER, maxAttempts: env.ANALYSIS_MAX_ATTEMPTS });

/** Fails analyses whose last attempt lost its lease, as of `now`. Returns their ids. */
export const failInterrupted = (now: Date): Promise<string[]> =>
  repo.failExhausted(now, env.ANALYSIS_MAX_ATTEMPTS);

export const countOpenAnalyses = (): Promise<{ open: number; oldestS: number }> => repo.countOpen();

export const databaseNow = (): Promise<Date> => repo.databaseNow();
