import { db, type Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { AnalysisScope } from "../policy";
import type { SubjectHint } from "../schema";

const statusSelect = {
  id: true,
  state: true,
  stage: true,
  percent: true,
  attempt: true,
  requestedAt: true,
  finishedAt: true,
  failureCode: true,
  artifacts: true,
  posterAtS: true,
  subject: true,
} as const;

/** Returns a run's analyses without results, newest first; empty outside the scope. */
export const findAnalyses = (scope: AnalysisScope, runId: string) =>
  db.analysis.findMany({
    where: { AND: [scope, { runId }] },
    orderBy: { id: "desc" },
    select: statusSelect,
  });
export type AnalysisStatusRow = Awaited<ReturnType<typeof findAnalyses>>[number];

export async function findResult(scope: AnalysisScope, analysisId: string): Promise<unknown> {
  const row = await db.analysis.findFirst({
    where: { AND: [scope, { id: analysisId }] },
    select: { result: true },
  });
  return row?.result ?? null;
}

/**
 * Returns the analysis whose artifact of this name is shown: the newest that succeeded, or for the poster the
 * newest that has one. Null when that analysis has no such artifact, whatever older ones have.
 */
export async function findArtifactOwner(
  scope: AnalysisScope,
  runId: string,
  artifact: string,
): Promise<string | null> {
  const shown =
    artifact === "poster.jpg" ? { artifacts: { has: artifact } } : { state: "succeeded" as const };
  const row = await db.analysis.findFirst({
    where: { AND: [scope, { runId }, shown] },
    orderBy: { id: "desc" },
    select: { id: true, artifacts: true },
  });
  return row?.artifacts.includes(artifact) ? row.id : null;
}

export const findActive = (tx: Tx, runId: string) =>
  tx.analysis.findFirst({
    where: { runId, state: { in: ["queued", "running"] } },
    orderBy: { id: "desc" },
    select: { id: true, state: true, subject: true },
  });

/** Returns subject and failure of a run's newest analysis; null before the first. */
export const findNewest = (tx: Tx, runId: string) =>
  tx.analysis.findFirst({
    where: { runId },
    orderBy: { id: "desc" },
    select: { subject: true, failureCode: true },
  });

const queuedSelect = { id: true, traceId: true, run: { select: { sizeBytes: true } } } as const;

const toQueued = (row: { id: string; traceId: string | null; run: { sizeBytes: bigint } }) => ({
  id: row.id,
  traceId: row.traceId,
  sizeBytes: row.run.sizeBytes,
});

/** Inserts a queued analysis, requested now by the database's clock. */
export async function insertQueued(tx: Tx, runId: string, traceId: string, subject?: SubjectHint | null) {
  const queued = await tx.analysis.create({
    data: { runId, traceId, subject: subject ?? Prisma.skip, artifacts: [] },
    select: queuedSelect,
  });
  await tx.$executeRaw`UPDATE "Analysis" SET "requestedAt" = now() WHERE "id" = ${queued.id}::uuid`;
  return toQueued(queued);
}

export async function findQueued(runId: string) {
  const row = await db.analysis.findFirst({
    where: { runId, state: "queued", run: { deletedAt: null } },
    orderBy: { id: "desc" },
    select: queuedSelect,
  });
  return row && toQueued(row);
}

/** Replaces the subject of a queued analysis; returns false when a worker has claimed it meanwhile. */
export async function setSubject(tx: Tx, analysisId: string, subject: SubjectHint | null): Promise<boolean> {
  const { count } = await tx.analysis.updateMany({
    where: { id: analysisId, state: "queued" },
    data: { subject: subject ?? Prisma.DbNull },
  });
  return count === 1;
}

/** Fails a queued or running analysis as superseded; its worker's next write finds the lease lost. */
export async function supersede(tx: Tx, analysisId: string): Promise<void> {
  await tx.analysis.updateMany({
    where: { id: analysisId, state: { in: ["queued", "running"] } },
    data: { state: "failed", failureCode: "superseded", finishedAt: new Date() },
  });
}

export async function markNotified(ids: string[]): Promise<void> {
  await db.$executeRaw`UPDATE "Analysis" SET "notifiedAt" = now() WHERE "id" = ANY(${ids}::uuid[])`;
}
