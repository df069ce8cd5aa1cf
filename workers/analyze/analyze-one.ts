import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pRetry from "p-retry";
import type { AnalysisCost } from "@/lib/analyses/schema";
import {
  type ClaimedAnalysis,
  claimAnalysis,
  failAnalysis,
  finishAnalysis,
  handBack,
  isResting,
  releaseAnalysis,
  savePoster,
} from "@/lib/analyses/worker-service";
import { openCoachingEngine } from "@/lib/coaching/open-engine";
import { type CoachingSettings, coachingSettings } from "@/lib/coaching/settings";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { inTrace } from "@/lib/telemetry/context";
import { count, report } from "@/lib/telemetry/metrics";
import { trace } from "@/lib/telemetry/trace";
import { claimedDeps } from "./coaching-deps";
import { faultOf, LeaseLost, OutOfTime } from "./fault";
import { Lease } from "./lease";
import { runPipeline } from "./pipeline";
import { openOriginal, saveArtifact } from "./steps/storage";

/** How one delivery of a message ended: `skipped` when there was nothing to claim, `retry` when the queue must send it again. */
export type Ending = "succeeded" | "failed" | "skipped" | "retry";

/** A minute of trying covers a database that restarts or wakes up; the work of the whole analysis hangs on it. */
const STORE_RETRY = { retries: 9, minTimeout: 250, maxTimeout: 10_000, factor: 2 };

const COACHING = coachingSettings(env);

/**
 * Claims one analysis and takes it to its result or verdict. May be called any number of times, at once and from
 * anywhere, for the same id: the row's lease lets one caller work, and only the lease's holder writes.
 */
export async function analyzeOne(
  analysisId: string,
  options: { signal?: AbortSignal; coaching?: CoachingSettings } = {},
): Promise<Ending> {
  // A claim counts as an attempt, so a worker that is stopping makes none.
  if (options.signal?.aborted) return "retry";
  const leaseId = randomUUID();
  const claimed = await claimAnalysis(analysisId, leaseId);
  if (!claimed) return (await isResting(analysisId)) ? "retry" : "skipped";

  return inTrace(claimed.traceId, async () => {
    const startedMs = performance.now();
    const lease = new Lease(analysisId, leaseId, { signal: options.signal, onStalled: endProcess });
    let told: Told = { ending: "retry" };
    try {
      told = {
        ending: "succeeded",
        stepsMs: await work(claimed, leaseId, lease, options.coaching ?? COACHING),
      };
    } catch (error) {
      told = isToldToStop(options.signal)
        ? await stopEarly(claimed, leaseId)
        : await conclude(claimed, leaseId, error, lease.signal);
    } finally {
      lease.release();
      tell(claimed, told, performance.now() - startedMs);
    }
    return told.ending;
  });
}

/** What there is to tell of an attempt once it is over. */
interface Told {
  ending: Ending;
  /** Why it failed. */
  code?: string;
  stepsMs?: Record<string, number>;
}

/** Reports an attempt: its numbers where it ended the analysis, and for the trace how long it waited and worked. */
function tell(claimed: ClaimedAnalysis, { ending, code, stepsMs }: Told, tookMs: number): void {
  const { traceId, waitedMs, attempt, analysisId, runId } = claimed;
  if (ending === "succeeded") report({ AnalysisSucceeded: 1, AnalysisMs: tookMs });
  if (ending === "failed") count("AnalysisFailed", 1, { Reason: code ?? "unknown" });
  if (ending === "succeeded" || ending === "failed") count("AnalysisWaitedMs", waitedMs + tookMs);
  if (!traceId) return;
  const endMs = Date.now();
  const claimedMs = endMs - tookMs;
  const about = { runId, analysisId, attempt };
  trace(traceId, { name: "queue", startMs: claimedMs - waitedMs, endMs: claimedMs, about });
  trace(traceId, {
    name: "worker",
    startMs: claimedMs,
    endMs,
    failed: ending !== "succeeded",
    about,
    stepsMs,
  });
}

/** Takes the analysis to its stored result and returns how long each step took. */
async function work(
  claimed: ClaimedAnalysis,
  leaseId: string,
  lease: Lease,
  settings: CoachingSettings,
): Promise<Record<string, number>> {
  const { analysisId, runId } = claimed;
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-"));
  const artifacts: string[] = [];
  let posterAtS: number | null = null;
  let cost: AnalysisCost = { coach: null };
  try {
    const result = await runPipeline(
      {
        source: await openOriginal(claimed.objectKey),
        discipline: claimed.discipline,
        subject: claimed.subject,
        folder,
        coaching: openCoachingEngine(settings, claimedDeps(claimed)),
      },
      {
        signal: lease.signal,
        onProgress: (stage, percent) => lease.progress(stage, percent),
        onCoachingCost: (coach) => {
          cost = { coach };
        },
        onArtifact: async (artifact) => {
          await saveArtifact({ runId, analysisId, artifact });
          if (!artifacts.includes(artifact.name)) artifacts.push(artifact.name);
          if (artifact.name !== "poster.jpg") return;
          posterAtS = artifact.atS;
          await pRetry(() => savePoster(analysisId, leaseId, { posterAtS }), {
            ...STORE_RETRY,
            signal: lease.signal,
          });
        },
      },
    );
    lease.progress("store", 99);
    const finished = { result, artifacts, posterAtS, cost };
    await store(() => finishAnalysis(analysisId, leaseId, finished), lease.signal);
    const { total, ...stepsMs } = result.timingsMs;
    return stepsMs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Time for work that does listen to the signal to end by itself, and for its analysis to be given back. */
const STALLED_GRACE_MS = 60_000;

/** A thread that hangs in native code cannot be stopped; whoever runs this process starts another. */
function endProcess(): void {
  setTimeout(() => process.exit(70), STALLED_GRACE_MS).unref();
}

/** A worker whose time is over is told so too; only then is the attempt used up, or such a clip would be tried for ever. */
const isToldToStop = (signal?: AbortSignal): boolean =>
  signal?.aborted === true && !(signal.reason instanceof OutOfTime);

/** The worker was told to stop, which is no fault of the analysis. */
async function stopEarly({ analysisId, attempt }: ClaimedAnalysis, leaseId: string): Promise<Told> {
  log.info({ analysisId, attempt }, "analysis given back by a worker that stops");
  await pRetry(() => handBack(analysisId, leaseId), { ...STORE_RETRY, retries: 4 });
  return { ending: "retry" };
}

/** Writes the verdict, or gives the analysis back for another try. */
async function conclude(
  claimed: ClaimedAnalysis,
  leaseId: string,
  error: unknown,
  signal: AbortSignal,
): Promise<Told> {
  const { analysisId, attempt } = claimed;
  if (error instanceof LeaseLost || signal.reason instanceof LeaseLost) {
    log.warn({ analysisId, attempt }, "lost the lease, result thrown away");
    return { ending: "skipped" };
  }
  // Work that is cut off fails in many ways, none of which says anything about the file.
  const fault = faultOf(signal.reason instanceof OutOfTime ? signal.reason : error);
  log.warn({ analysisId, attempt, fault, err: error }, "analysis did not succeed");
  if (fault.permanent) {
    await pRetry(() => failAnalysis(analysisId, leaseId, fault.code), STORE_RETRY);
    return { ending: "failed", code: fault.code };
  }
  const ending = await pRetry(() => releaseAnalysis(analysisId, leaseId, fault.code), STORE_RETRY);
  return { ending: ending === "failed" ? "failed" : "retry", code: fault.code };
}

/**
 * What is written is written, also when `signal` aborts while the answer is on its way: a sign of life that comes after the
 * result finds no claim any more.
 */
async function store(write: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  let written = false;
  const attempt = async () => {
    written = await write();
  };
  await pRetry(attempt, { ...STORE_RETRY, signal }).catch((error: unknown) => {
    if (!written) throw error;
  });
  if (!written) throw new LeaseLost();
}
