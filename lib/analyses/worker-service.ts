import type { Announced } from "@/lib/analyses/queue/dispatch";
import { inTransaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { MediaKind } from "@/lib/media/formats";
import type { Discipline } from "@/lib/runs/schema";
import { noteFacts } from "@/lib/runs/worker-service";
import { findWaiting } from "./repo/analyses";
import { findEarlierResults } from "./repo/earlier";
import * as leases from "./repo/lease";
import { concludeExhausted, findUnheard } from "./repo/strays";
import {
  type AnalysisResult,
  analysisResultSchema,
  type FailureCode,
  type Stage,
  type SubjectHint,
  subjectHintSchema,
} from "./schema";

/**
 * Verbs for workers, which act for nobody: no access is checked here. Every write is guarded by the lease that
 * claimAnalysis gave out, so a worker that was given up for dead can do no harm when it comes back.
 */

/** What a worker needs to know of the run it analyses. */
export interface ClaimedAnalysis {
  analysisId: string;
  runId: string;
  objectKey: string;
  contentType: string;
  fileName: string;
  sizeBytes: number;
  kind: MediaKind;
  discipline: Discipline | null;
  subject: SubjectHint | null;
  /** From 1; the claim counts, not its end. */
  attempt: number;
  maxAttempts: number;
  /** Follows this analysis from the click that asked for it. */
  traceId: string | null;
  /** Since it was asked for, by the database's clock. */
  waitedMs: number;
}

/**
 * Claims an analysis for ANALYSIS_LEASE_S seconds of the database's clock: one that waits, or one whose lease ran out.
 * Null when there is nothing to claim: done, deleted, out of attempts, or in someone else's hands.
 */
export async function claimAnalysis(analysisId: string, leaseId: string): Promise<ClaimedAnalysis | null> {
  const maxAttempts = env.ANALYSIS_MAX_ATTEMPTS;
  const row = await leases.claim(analysisId, leaseId, { leaseS: env.ANALYSIS_LEASE_S, maxAttempts });
  if (!row) return null;
  const subject = subjectHintSchema.safeParse(row.subject);
  return {
    ...row,
    sizeBytes: Number(row.sizeBytes),
    subject: subject.success ? subject.data : null,
    maxAttempts,
  };
}

/** Prolongs the claim by ANALYSIS_LEASE_S from now. False: it is lost, stop working. */
export const extendLease = (analysisId: string, leaseId: string): Promise<boolean> =>
  leases.prolong(analysisId, leaseId, env.ANALYSIS_LEASE_S);

/** Notes stage and percent (0..100) and prolongs the claim. False: it is lost, stop working. */
export const reportProgress = (
  analysisId: string,
  leaseId: string,
  stage: Stage,
  percent: number,
): Promise<boolean> =>
  leases.prolong(analysisId, leaseId, env.ANALYSIS_LEASE_S, {
    stage,
    percent: Math.min(100, Math.max(0, Math.floor(percent))),
  });

/** Makes a stored poster visible before the analysis ends, and when it fails. False: the claim is lost. */
export const savePoster = (
  analysisId: string,
  leaseId: string,
  poster: { posterAtS: number | null },
): Promise<boolean> => leases.addPoster(analysisId, leaseId, poster.posterAtS);

/**
 * Writes the result, its turns and what it taught about the run, in one transaction. False: the claim is lost and
 * nothing is written. Running it again after it succeeded is true and changes nothing.
 */
export async function finishAnalysis(
  analysisId: string,
  leaseId: string,
  finished: leases.Finished,
): Promise<boolean> {
  const written = await inTransaction(async (tx) => {
    const row = await leases.storeResult(tx, analysisId, leaseId, finished);
    if (!row) return false;
    const { durationS, takenAt } = finished.result.media;
    await noteFacts(tx, row.runId, { durationS, takenAt });
    return true;
  });
  return written || leases.wasFinishedBy(analysisId, leaseId);
}

/** Writes a verdict. False: the claim is lost and nothing is written. */
export async function failAnalysis(analysisId: string, leaseId: string, code: FailureCode): Promise<boolean> {
  const written = await leases.storeFailure(analysisId, leaseId, code);
  if (written) log.info({ analysisId, code }, "analysis failed");
  return written;
}

/** Doubled with each attempt; a service in trouble is not helped by asking at once. */
const REST = { firstS: 5, atMostS: 300 };

/**
 * Ends an attempt that met a passing fault: back to the queue, to be taken up again after a rest that grows with each
 * attempt, or on the last attempt the verdict `code`. `lost`: somebody else holds it, and nothing is written.
 */
export async function releaseAnalysis(
  analysisId: string,
  leaseId: string,
  code: FailureCode,
): Promise<"queued" | "failed" | "lost"> {
  const attempt = await leases.attemptOf(analysisId, leaseId);
  if (attempt === null) return "lost";
  if (attempt >= env.ANALYSIS_MAX_ATTEMPTS) {
    return (await failAnalysis(analysisId, leaseId, code)) ? "failed" : "lost";
  }
  const restS = Math.min(REST.firstS * 2 ** (attempt - 1), REST.atMostS);
  return (await leases.putBack(analysisId, leaseId, { restS })) ? "queued" : "lost";
}

/** Gives back what a worker that is told to stop has begun, as if it had not: the attempt does not count. */
export async function handBack(analysisId: string, leaseId: string): Promise<void> {
  await leases.putBack(analysisId, leaseId, { restS: 0, unused: true });
}

/** Whether an analysis may not be taken up yet. */
export { isResting } from "./repo/lease";

/**
 * What was measured in earlier runs of the same racer in the same discipline, the latest first, at most `limit`. Empty for a
 * run of nobody in particular; results of an older shape are left out.
 */
export async function earlierResults(runId: string, limit: number): Promise<AnalysisResult[]> {
  const rows = await findEarlierResults(runId, limit);
  return rows.flatMap((row) => analysisResultSchema.safeParse(row).data ?? []);
}

/** How long a message may be on its way before the sweep believes it lost, and before it is sent yet again. */
const PATIENCE = { firstS: 30, againS: 300 };

/** Analyses to tell the queue about once more, as of `now`. */
export const listStrays = (now: Date): Promise<Announced[]> =>
  findUnheard(now, { ...PATIENCE, maxAttempts: env.ANALYSIS_MAX_ATTEMPTS });

/** Gives a verdict to analyses whose last attempt went silent, as of `now`. Returns their ids. */
export const concludeInterrupted = (now: Date): Promise<string[]> =>
  concludeExhausted(now, env.ANALYSIS_MAX_ATTEMPTS);

/** The analysis of a run that waits for a worker, or null: it runs, is done, or was never asked for. */
export const waitingAnalysis = (runId: string): Promise<Announced | null> => findWaiting(runId);

export { databaseNow, surveyOpen } from "./repo/strays";
