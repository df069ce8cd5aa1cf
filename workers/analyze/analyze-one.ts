import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pRetry from "p-retry";
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
import { type CoachSettings, coachSettings } from "@/lib/coaching/settings";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { WorkerCoaching } from "./coaching";
import { faultOf, LeaseLost } from "./fault";
import { Lease } from "./lease";
import { runPipeline } from "./pipeline";
import { openOriginal, saveArtifact } from "./steps/storage";

/** How one delivery of a message ended: `skipped` when there was nothing to claim, `retry` when the queue must send it again. */
export type Ending = "succeeded" | "failed" | "skipped" | "retry";

/** A minute of trying covers a database that restarts or wakes up; the work of the whole analysis hangs on it. */
const STORE_RETRY = { retries: 9, minTimeout: 250, maxTimeout: 10_000, factor: 2 };

const COACH = coachSettings(env);

/**
 * Claims one analysis and takes it to its result or verdict. May be called any number of times, at once and from
 * anywhere, for the same id: the row's lease lets one caller work, and only the lease's holder writes.
 */
export async function analyzeOne(
  analysisId: string,
  options: { signal?: AbortSignal; coach?: CoachSettings } = {},
): Promise<Ending> {
  // A claim counts as an attempt, so a worker that is stopping makes none.
  if (options.signal?.aborted) return "retry";
  const leaseId = randomUUID();
  const claimed = await claimAnalysis(analysisId, leaseId);
  if (!claimed) return (await isResting(analysisId)) ? "retry" : "skipped";

  const lease = new Lease(analysisId, leaseId, { signal: options.signal, onStalled: endProcess });
  try {
    await work(claimed, leaseId, lease, options.coach ?? COACH);
    return "succeeded";
  } catch (error) {
    if (options.signal?.aborted) return await stopEarly(claimed, leaseId);
    return await conclude(claimed, leaseId, error, lease.signal);
  } finally {
    lease.release();
  }
}

async function work(
  claimed: ClaimedAnalysis,
  leaseId: string,
  lease: Lease,
  settings: CoachSettings,
): Promise<void> {
  const { analysisId, runId } = claimed;
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-"));
  const artifacts: string[] = [];
  let posterAtS: number | null = null;
  const coaching = new WorkerCoaching(claimed, settings);
  try {
    const result = await runPipeline(
      {
        source: await openOriginal(claimed.objectKey),
        discipline: claimed.discipline,
        subject: claimed.subject,
        folder,
        coaching,
      },
      {
        signal: lease.signal,
        onProgress: (stage, percent) => lease.progress(stage, percent),
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
    const finished = { result, artifacts, posterAtS, cost: coaching.cost };
    await store(() => finishAnalysis(analysisId, leaseId, finished), lease.signal);
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

/** The worker was told to stop, which is no fault of the analysis. */
async function stopEarly({ analysisId, attempt }: ClaimedAnalysis, leaseId: string): Promise<Ending> {
  log.info({ analysisId, attempt }, "analysis given back by a worker that stops");
  await pRetry(() => handBack(analysisId, leaseId), { ...STORE_RETRY, retries: 4 });
  return "retry";
}

/** Writes the verdict, or gives the analysis back for another try. */
async function conclude(
  claimed: ClaimedAnalysis,
  leaseId: string,
  error: unknown,
  signal: AbortSignal,
): Promise<Ending> {
  const { analysisId, attempt } = claimed;
  if (error instanceof LeaseLost || signal.reason instanceof LeaseLost) {
    log.warn({ analysisId, attempt }, "lost the lease, result thrown away");
    return "skipped";
  }
  const fault = faultOf(error);
  log.warn({ analysisId, attempt, fault, err: error }, "analysis did not succeed");
  if (fault.permanent) {
    await pRetry(() => failAnalysis(analysisId, leaseId, fault.code), STORE_RETRY);
    return "failed";
  }
  const ending = await pRetry(() => releaseAnalysis(analysisId, leaseId, fault.code), STORE_RETRY);
  return ending === "failed" ? "failed" : "retry";
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
