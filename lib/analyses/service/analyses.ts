import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { lockUploadedRun } from "@/lib/runs/service";
import type { Actor } from "@/lib/teams/schema";
import { continueTrace } from "@/lib/telemetry/context";
import { shownOf, statusView } from "../analysis-view";
import { analysesOf } from "../policy";
import * as repo from "../repo/analyses";
import {
  type AnalysisResult,
  type AnalysisStatus,
  type AnalysisView,
  analysisResultSchema,
  type FailureCode,
  type RequestAnalysis,
  type SubjectHint,
  subjectHintSchema,
} from "../schema";
import { notifyQueue } from "../worker-service/queue";

/**
 * Requests an analysis of an uploaded run. An active one is kept, unless `subject` is new: then a queued one
 * is changed and a running one superseded. @throws AppError notFound, conflict
 */
export async function requestAnalysis(
  actor: Actor,
  runId: string,
  { subject }: RequestAnalysis = {},
): Promise<AnalysisStatus> {
  const queued = await inTransaction(async (tx) => {
    await lockUploadedRun(actor, tx, runId);
    const active = await repo.findActive(tx, runId);
    if (active) {
      if (subject === undefined || (subject === null && active.subject === null)) return null;
      if (await repo.setSubject(tx, active.id, subject)) return null;
      await repo.supersede(tx, active.id);
    }
    const nextSubject = subject === undefined ? await lastSubject(tx, runId) : subject;
    return repo.insertQueued(tx, runId, continueTrace(), nextSubject);
  });
  if (queued) await notifyQueue([queued]);
  return analysisStatus(actor, runId);
}

/** Returns the subject of the last analysis, unless that found nobody there. */
async function lastSubject(tx: Tx, runId: string): Promise<SubjectHint | null> {
  const last = await repo.findNewest(tx, runId);
  if (!last || last.failureCode === ("nobodyThere" satisfies FailureCode)) return null;
  return subjectHintSchema.safeParse(last.subject).data ?? null;
}

/**
 * Returns the status of a run's analyses without a result, for polling.
 * @throws AppError notFound, also before the first analysis is requested
 */
export async function analysisStatus(actor: Actor, runId: string): Promise<AnalysisStatus> {
  const status = statusView(await repo.findAnalyses(analysesOf(actor), runId));
  if (!status) throw notFound(runId);
  return status;
}

/**
 * Returns the status with the result of the newest analysis that succeeded; null before the first is
 * requested. A result in a shape of an older engine is left out.
 */
export async function latestAnalysis(actor: Actor, runId: string): Promise<AnalysisView | null> {
  const rows = await repo.findAnalyses(analysesOf(actor), runId);
  const status = statusView(rows);
  if (!status) return null;
  const shown = shownOf(rows);
  const stored = shown ? await repo.findResult(analysesOf(actor), shown.id) : null;
  return { ...status, result: stored === null ? null : parseResult(stored, status.id) };
}

function parseResult(stored: unknown, analysisId: string): AnalysisResult | null {
  const parsed = analysisResultSchema.safeParse(stored);
  if (!parsed.success)
    log.warn({ analysisId, err: parsed.error }, "stored result has an older shape; not shown");
  return parsed.success ? parsed.data : null;
}

const notFound = (runId: string) =>
  new AppError("notFound", `no analysis of run ${runId} is visible to the actor`);
