import { expect, vi } from "vitest";
import { head } from "@/lib/adapters/storage/objects";
import { analysisResultSchema, type FailureCode } from "@/lib/analyses/schema";
import { notifyQueue } from "@/lib/analyses/worker-service/queue";
import { db } from "@/lib/db/client";
import { artifactAt } from "@/lib/runs/keys";
import { CLIP, makeUploadedRun, PHOTO, type UploadedRun } from "@/tests/integration/worker/uploaded-run";
import { type AnalysisOutcome, readOutcomes } from "./outcomes";
import { stage } from "./stage";

export const toQueued = ({ analysisId }: UploadedRun) => ({ id: analysisId, traceId: null });

/** Uploads photos and clips, each of its own owner, and queues their analyses. */
export async function queueRuns(count: { photos: number; clips?: number }): Promise<UploadedRun[]> {
  const runs: UploadedRun[] = [];
  for (let i = 0; i < count.photos; i += 1) runs.push(await makeUploadedRun({ file: PHOTO }));
  for (let i = 0; i < (count.clips ?? 0); i += 1) runs.push(await makeUploadedRun({ file: CLIP }));
  await notifyQueue(runs.map(toQueued));
  return runs;
}

/** Returns the outcomes; null while the database is unreachable. */
const outcomesOf = (runs: UploadedRun[]): Promise<AnalysisOutcome[] | null> =>
  readOutcomes(
    stage().env.DATABASE_URL ?? "",
    runs.map((run) => run.analysisId),
  ).catch(() => null);

/** Waits until `count` of the analyses have ended, by default all. */
export async function waitForOutcomes(
  runs: UploadedRun[],
  { count = runs.length, timeoutMs }: { count?: number; timeoutMs: number },
): Promise<AnalysisOutcome[]> {
  let outcomes: AnalysisOutcome[] = [];
  await vi.waitUntil(
    async () => {
      outcomes = (await outcomesOf(runs)) ?? outcomes;
      return outcomes.filter(({ endedAt }) => endedAt.length > 0).length >= count;
    },
    { timeout: timeoutMs, interval: 100 },
  );
  return outcomes;
}

/**
 * Expects that each analysis was ended by exactly one write, with a complete result with turns and files, or
 * with one of the allowed failures. Returns the number of results.
 */
export async function expectExactlyOneEach(
  runs: UploadedRun[],
  { failures = [] }: { failures?: FailureCode[] } = {},
): Promise<number> {
  for (const outcome of (await outcomesOf(runs)) ?? []) expect(outcome.endedAt, outcome.id).toHaveLength(1);
  const rows = await db.analysis.findMany({
    where: { runId: { in: runs.map((run) => run.runId) } },
    include: { turns: { orderBy: { index: "asc" } } },
  });
  expect(rows.map((row) => row.id).sort()).toEqual(runs.map((run) => run.analysisId).sort());
  let results = 0;
  for (const row of rows) {
    if (row.state === "failed" && failures.includes(row.failureCode as FailureCode)) {
      expect([row.result, row.turns], row.id).toEqual([null, []]);
      continue;
    }
    expect([row.state, row.failureCode], row.id).toEqual(["succeeded", null]);
    const result = analysisResultSchema.parse(row.result);
    expect(row.turns.map((turn) => turn.index)).toEqual(result.turns.map((turn) => turn.index));
    expect(row.artifacts).toEqual(expect.arrayContaining(["poster.jpg", "track.json"]));
    expect(new Set(row.artifacts).size, row.id).toBe(row.artifacts.length);
    for (const name of row.artifacts) {
      const stored = await head(artifactAt(row.runId, row.id, name));
      expect(stored?.sizeBytes, `${row.id} ${name}`).toBeGreaterThan(0);
    }
    results += 1;
  }
  return results;
}
