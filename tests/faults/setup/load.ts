import { expect, vi } from "vitest";
import { head } from "@/lib/adapters/storage/objects";
import { analysisResultSchema, type FailureCode } from "@/lib/analyses/schema";
import { notifyQueue } from "@/lib/analyses/worker-service/queue";
import { db } from "@/lib/db/client";
import { artifactAt } from "@/lib/runs/keys";
import { CLIP, makeUploadedRun, PHOTO, type UploadedRun } from "@/tests/integration/worker/uploaded-run";
import { type Ending, readEndings } from "./endings";
import { stage } from "./stage";

/** A run's analysis as the queue is told of it. */
export const announced = ({ analysisId }: UploadedRun) => ({ id: analysisId, traceId: null });

/** Uploads so many photos and clips, each somebody's own, and tells the queue of all of them. */
export async function queueRuns(count: { photos: number; clips?: number }): Promise<UploadedRun[]> {
  const runs: UploadedRun[] = [];
  for (let i = 0; i < count.photos; i += 1) runs.push(await makeUploadedRun({ file: PHOTO }));
  for (let i = 0; i < (count.clips ?? 0); i += 1) runs.push(await makeUploadedRun({ file: CLIP }));
  await notifyQueue(runs.map(announced));
  return runs;
}

/** How they stand; null while the database is away. */
const endingsOf = (runs: UploadedRun[]): Promise<Ending[] | null> =>
  readEndings(
    stage().env.DATABASE_URL ?? "",
    runs.map((run) => run.analysisId),
  ).catch(() => null);

/** Waits until so many of the runs have ended; all of them unless told. */
export async function waitForEndings(
  runs: UploadedRun[],
  { count = runs.length, timeoutMs }: { count?: number; timeoutMs: number },
): Promise<Ending[]> {
  let endings: Ending[] = [];
  await vi.waitUntil(
    async () => {
      endings = (await endingsOf(runs)) ?? endings;
      return endings.filter(({ endedAt }) => endedAt.length > 0).length >= count;
    },
    { timeout: timeoutMs, interval: 100 },
  );
  return endings;
}

/**
 * Nothing lost and nothing doubled: each analysis was ended by exactly one write and is a whole result with its turns and
 * its files, or, where `verdicts` allow it, one verdict. Returns how many are results.
 */
export async function expectExactlyOneEach(
  runs: UploadedRun[],
  { verdicts = [] }: { verdicts?: FailureCode[] } = {},
): Promise<number> {
  for (const ending of (await endingsOf(runs)) ?? []) expect(ending.endedAt, ending.id).toHaveLength(1);
  const rows = await db.analysis.findMany({
    where: { runId: { in: runs.map((run) => run.runId) } },
    include: { turns: { orderBy: { index: "asc" } } },
  });
  expect(rows.map((row) => row.id).sort()).toEqual(runs.map((run) => run.analysisId).sort());
  let results = 0;
  for (const row of rows) {
    if (row.state === "failed" && verdicts.includes(row.failureCode as FailureCode)) {
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
