import { type Announced, dispatchAnalyses } from "@/lib/analyses/queue/dispatch";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Actor } from "@/lib/teams/schema";
import { followTrace } from "@/lib/telemetry/context";
import { analysesOf } from "./policy";
import * as repo from "./repo";
import {
  type AnalysisResult,
  type AnalysisStatus,
  type AnalysisView,
  analysisResultSchema,
  type FailureCode,
  type RequestAnalysis,
  type SubjectHint,
  subjectHintSchema,
} from "./schema";
import { shownOf, statusView } from "./view";

/**
 * Asks for another analysis of an uploaded run. While one waits or runs that one is the answer; with a new subject (null is
 * none), one that waits takes it on, and one that runs gives way to a new one. Where nothing is said of the subject it is
 * that of the last analysis. Earlier results stay.
 * @throws AppError notFound; conflict while the file is still being uploaded
 */
export async function requestAnalysis(
  actor: Actor,
  runId: string,
  { subject }: RequestAnalysis = {},
): Promise<AnalysisStatus> {
  const queued = await inTransaction(async (tx) => {
    const run = await repo.lockRun(tx, analysesOf(actor).run, runId);
    if (!run) throw notFound(runId);
    if (run.state !== "uploaded") {
      throw new AppError("conflict", "not uploaded yet", {
        publicMessage: "The file is still being uploaded.",
      });
    }
    const active = await repo.findActive(tx, runId);
    if (active) {
      if (subject === undefined || (subject === null && active.subject === null)) return null;
      if (await repo.setSubject(tx, active.id, subject)) return null;
      await repo.supersede(tx, active.id);
    }
    const followed = subject === undefined ? await lastSubject(tx, runId) : subject;
    return repo.insertQueued(tx, runId, followTrace(), followed);
  });
  if (queued) await notify([queued]);
  return analysisStatus(actor, runId);
}

/** Whom the last analysis followed, so that a tap outlives a retry; nobody where it found nobody at the tapped place. */
async function lastSubject(tx: Tx, runId: string): Promise<SubjectHint | null> {
  const last = await repo.findNewest(tx, runId);
  if (!last || last.failureCode === ("nobodyThere" satisfies FailureCode)) return null;
  return subjectHintSchema.safeParse(last.subject).data ?? null;
}

/**
 * How a run's analysis stands, small enough to poll: state, progress and failure of the newest analysis; files of the
 * newest that succeeded.
 * @throws AppError notFound, also before the first analysis is asked for
 */
export async function analysisStatus(actor: Actor, runId: string): Promise<AnalysisStatus> {
  const status = statusView(await repo.findAnalyses(analysesOf(actor), runId));
  if (!status) throw notFound(runId);
  return status;
}

/**
 * Like analysisStatus, with the result of the newest analysis that succeeded; null before the first is asked for. A result of
 * an engine whose results have another shape by now is left out: the run can be analysed again.
 */
export async function latestAnalysis(actor: Actor, runId: string): Promise<AnalysisView | null> {
  const rows = await repo.findAnalyses(analysesOf(actor), runId);
  const status = statusView(rows);
  if (!status) return null;
  const shown = shownOf(rows);
  const stored = shown ? await repo.findResult(analysesOf(actor), shown.id) : null;
  return { ...status, result: stored === null ? null : readResult(stored, status.id) };
}

function readResult(stored: unknown, analysisId: string): AnalysisResult | null {
  const parsed = analysisResultSchema.safeParse(stored);
  if (!parsed.success) log.warn({ analysisId, err: parsed.error }, "a stored result has an older shape");
  return parsed.success ? parsed.data : null;
}

/** The analysis whose file of this name is shown, or null. */
export const findArtifact = (actor: Actor, runId: string, name: string): Promise<string | null> =>
  repo.findMaker(analysesOf(actor), runId, name);

/** Queues the first analysis of a run in the transaction that marks it uploaded; access is the caller's. */
export const enqueueFirst = (tx: Tx, runId: string): Promise<Announced> =>
  repo.insertQueued(tx, runId, followTrace());

/** Tells the queue. Never throws: the rows wait, and the sweep tells it again. */
export async function notify(analyses: Announced[]): Promise<void> {
  if (analyses.length === 0) return;
  const analysisIds = analyses.map(({ id }) => id);
  try {
    await dispatchAnalyses(analyses);
    await repo.markNotified(analysisIds);
  } catch (error) {
    log.warn({ analysisIds, err: error }, "the queue was not told, the sweep will");
  }
}

const notFound = (runId: string) => new AppError("notFound", `no analysis of run ${runId} for its asker`);
