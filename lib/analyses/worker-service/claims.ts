import { inTransaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { MediaKind } from "@/lib/media/formats";
import type { Discipline } from "@/lib/runs/schema";
import { saveFacts } from "@/lib/runs/worker-service";
import { comparableRunsSql } from "../policy";
import { findEarlierResults } from "../repo/earlier";
import * as leases from "../repo/lease";
import {
  type AnalysisResult,
  analysisResultSchema,
  type FailureCode,
  type Stage,
  type SubjectHint,
  subjectHintSchema,
} from "../schema";

/** A claimed analysis with the facts of its run. Every later write requires its lease. */
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
  /** From 1; a claim counts as an attempt. */
  attempt: number;
  maxAttempts: number;
  traceId: string | null;
  /** Time since the request, by the database's clock. */
  waitedMs: number;
}

/**
 * Claims a queued analysis, or one with an expired lease, for ANALYSIS_LEASE_S seconds of the database's
 * clock. Returns null when it is done, deleted, without attempts left, not due, or owned by another worker.
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

/** Renews the lease for ANALYSIS_LEASE_S from now. Returns false when it is lost. */
export const renewLease = (analysisId: string, leaseId: string): Promise<boolean> =>
  leases.renewLease(analysisId, leaseId, env.ANALYSIS_LEASE_S);

/** Stores stage and percent (0..100) and renews the lease. Returns false when it is lost. */
export const reportProgress = (
  analysisId: string,
  leaseId: string,
  stage: Stage,
  percent: number,
): Promise<boolean> =>
  leases.renewLease(analysisId, leaseId, env.ANALYSIS_LEASE_S, {
    stage,
    percent: Math.min(100, Math.max(0, Math.floor(percent))),
  });

/** Adds a stored poster to a running analysis. Returns false when the lease is lost. */
export const savePoster = (
  analysisId: string,
  leaseId: string,
  poster: { posterAtS: number | null },
): Promise<boolean> => leases.addPoster(analysisId, leaseId, poster.posterAtS);

/**
 * Stores the result, its turns and the facts of the run in one transaction. Returns false, and stores
 * nothing, when the lease is lost. Safe to repeat.
 */
export async function finishAnalysis(
  analysisId: string,
  leaseId: string,
  finished: leases.FinishedAnalysis,
): Promise<boolean> {
  const stored = await inTransaction(async (tx) => {
    const row = await leases.storeResult(tx, analysisId, leaseId, finished);
    if (!row) return false;
    const { durationS, takenAt } = finished.result.media;
    await saveFacts(tx, row.runId, { durationS, takenAt });
    return true;
  });
  return stored || leases.wasFinishedBy(analysisId, leaseId);
}

/** Stores a failure. Returns false, and stores nothing, when the lease is lost. */
export async function failAnalysis(analysisId: string, leaseId: string, code: FailureCode): Promise<boolean> {
  const stored = await leases.storeFailure(analysisId, leaseId, code);
  if (stored) log.info({ analysisId, code }, "analysis failed");
  return stored;
}

/** The delay after a transient error; it doubles with each attempt. */
const RETRY_DELAY = { firstS: 5, maxS: 300 };

/**
 * Ends an attempt after a transient error: queues the analysis again with a delay, or stores the failure
 * `code` after the last attempt. Returns `lost`, and stores nothing, when the lease is lost.
 */
export async function retryLater(
  analysisId: string,
  leaseId: string,
  code: FailureCode,
): Promise<"queued" | "failed" | "lost"> {
  const attempt = await leases.attemptOf(analysisId, leaseId);
  if (attempt === null) return "lost";
  if (attempt >= env.ANALYSIS_MAX_ATTEMPTS) {
    return (await failAnalysis(analysisId, leaseId, code)) ? "failed" : "lost";
  }
  const delayS = Math.min(RETRY_DELAY.firstS * 2 ** (attempt - 1), RETRY_DELAY.maxS);
  return (await leases.requeue(analysisId, leaseId, { delayS })) ? "queued" : "lost";
}

/** Queues an analysis again without counting the attempt, when its worker shuts down. */
export async function releaseAnalysis(analysisId: string, leaseId: string): Promise<void> {
  await leases.requeue(analysisId, leaseId, { delayS: 0, countAttempt: false });
}

export const isDelayed = (analysisId: string): Promise<boolean> => leases.isDelayed(analysisId);

/**
 * Returns results of the same racer's earlier runs in the same discipline, newest first, at most `limit`.
 * Empty for a run without a racer; results in an older shape are left out.
 */
export async function earlierResults(runId: string, limit: number): Promise<AnalysisResult[]> {
  const rows = await findEarlierResults(comparableRunsSql("r", "given"), runId, limit);
  return rows.flatMap((row) => analysisResultSchema.safeParse(row).data ?? []);
}
