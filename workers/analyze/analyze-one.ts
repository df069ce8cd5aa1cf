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
  isDelayed,
  releaseAnalysis,
  retryLater,
  savePoster,
} from "@/lib/analyses/worker-service/claims";
import { openCoachingEngine } from "@/lib/coaching/open-engine";
import { type CoachingSettings, coachingSettings } from "@/lib/coaching/settings";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { inTrace } from "@/lib/telemetry/context";
import { count, report } from "@/lib/telemetry/metrics";
import { recordSegment } from "@/lib/telemetry/trace";
import { claimedDeps } from "./coaching-deps";
import { faultOf, LeaseLost, OutOfTime } from "./fault";
import { Lease } from "./lease";
import { runPipeline } from "./pipeline";
import { openOriginal, saveArtifact } from "./steps/storage";

/** `skipped`: nothing to claim, or the lease was lost. `retry`: the queue must deliver the message again. */
export type AttemptOutcome = "succeeded" | "failed" | "skipped" | "retry";

/** About a minute, which covers a database that restarts or resumes. */
const STORE_RETRY = { retries: 9, minTimeout: 250, maxTimeout: 10_000, factor: 2 };

const COACHING = coachingSettings(env);

/**
 * Claims one analysis and processes it to its result or failure. Safe to repeat and to run concurrently for
 * the same id, since only the holder of the lease writes.
 */
export async function analyzeOne(
  analysisId: string,
  options: { signal?: AbortSignal; coaching?: CoachingSettings } = {},
): Promise<AttemptOutcome> {
  // A claim counts as an attempt.
  if (options.signal?.aborted) return "retry";
  const leaseId = randomUUID();
  const claimed = await claimAnalysis(analysisId, leaseId);
  if (!claimed) return (await isDelayed(analysisId)) ? "retry" : "skipped";

  return inTrace(claimed.traceId, async () => {
    const startedMs = performance.now();
    let exitTimer: NodeJS.Timeout | undefined;
    const onStalled = () => {
      exitTimer = exitAfterGrace();
    };
    const lease = new Lease(analysisId, leaseId, { signal: options.signal, onStalled });
    let attempt: AttemptReport = { outcome: "retry" };
    try {
      const stepsMs = await analyzeClaimed(claimed, leaseId, lease, options.coaching ?? COACHING);
      attempt = { outcome: "succeeded", stepsMs };
    } catch (error) {
      attempt = isShutdown(options.signal)
        ? await releaseOnShutdown(claimed, leaseId)
        : await endFailed(claimed, leaseId, error, lease.signal);
    } finally {
      clearTimeout(exitTimer);
      lease.stop();
      reportAttempt(claimed, attempt, performance.now() - startedMs);
    }
    return attempt.outcome;
  });
}

interface AttemptReport {
  outcome: AttemptOutcome;
  code?: string;
  stepsMs?: Record<string, number>;
}

function reportAttempt(claimed: ClaimedAnalysis, attempt: AttemptReport, tookMs: number): void {
  const { outcome, code, stepsMs } = attempt;
  const { traceId, waitedMs, analysisId, runId } = claimed;
  if (outcome === "succeeded") report({ AnalysisSucceeded: 1, AnalysisMs: tookMs });
  if (outcome === "failed") count("AnalysisFailed", 1, { Reason: code ?? "unknown" });
  if (outcome === "succeeded" || outcome === "failed") count("AnalysisWaitedMs", waitedMs + tookMs);
  if (!traceId) return;
  const endMs = Date.now();
  const startMs = endMs - tookMs;
  const annotations = { runId, analysisId, attempt: claimed.attempt };
  recordSegment(traceId, { name: "queue", startMs: startMs - waitedMs, endMs: startMs, annotations });
  recordSegment(traceId, {
    name: "worker",
    startMs,
    endMs,
    failed: outcome !== "succeeded",
    annotations,
    stepsMs,
  });
}

async function analyzeClaimed(
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
    await storeResult(() => finishAnalysis(analysisId, leaseId, finished), lease.signal);
    const { total, ...stepsMs } = result.timingsMs;
    return stepsMs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Time for work that handles the signal to end, and to release its analysis. */
const STALLED_GRACE_MS = 60_000;

/** Exits the process unless the attempt ends in time: nothing else stops a thread in native code. */
const exitAfterGrace = (): NodeJS.Timeout => setTimeout(() => process.exit(70), STALLED_GRACE_MS).unref();

/**
 * A time limit is no shutdown: its attempt counts, or a clip that exceeds it would be retried without end.
 */
const isShutdown = (signal?: AbortSignal): boolean =>
  signal?.aborted === true && !(signal.reason instanceof OutOfTime);

async function releaseOnShutdown(claimed: ClaimedAnalysis, leaseId: string): Promise<AttemptReport> {
  const { analysisId, attempt } = claimed;
  await pRetry(() => releaseAnalysis(analysisId, leaseId), { ...STORE_RETRY, retries: 4 });
  log.info({ analysisId, attempt }, "analysis released on shutdown");
  return { outcome: "retry" };
}

async function endFailed(
  claimed: ClaimedAnalysis,
  leaseId: string,
  error: unknown,
  signal: AbortSignal,
): Promise<AttemptReport> {
  const { analysisId, attempt } = claimed;
  if (error instanceof LeaseLost || signal.reason instanceof LeaseLost) {
    log.warn({ analysisId, attempt }, "lease lost; result dropped");
    return { outcome: "skipped" };
  }
  // After an abort the error may be any, and says nothing about the file.
  const fault = faultOf(signal.reason instanceof OutOfTime ? signal.reason : error);
  log.warn({ analysisId, attempt, fault, err: error }, "analysis attempt failed");
  if (fault.kind === "permanent") {
    await pRetry(() => failAnalysis(analysisId, leaseId, fault.code), STORE_RETRY);
    return { outcome: "failed", code: fault.code };
  }
  const next = await pRetry(() => retryLater(analysisId, leaseId, fault.code), STORE_RETRY);
  return { outcome: next === "failed" ? "failed" : "retry", code: fault.code };
}

/** Stores the result with retries. A stored result is final; a later abort is ignored. */
async function storeResult(write: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  let stored = false;
  const tryOnce = async () => {
    stored = await write();
  };
  await pRetry(tryOnce, { ...STORE_RETRY, signal }).catch((error: unknown) => {
    if (!stored) throw error;
  });
  if (!stored) throw new LeaseLost();
}
