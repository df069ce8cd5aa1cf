import { db, type Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { SubjectHint } from "../schema";

type Visible = { run: { ownerId: string; deletedAt: null } };

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

const findStatuses = (visible: Visible, runId: string) =>
  db.analysis.findMany({
    where: { ...visible, runId },
    orderBy: { id: "desc" },
    select: statusSelect,
  });
export type StatusRow = Awaited<ReturnType<typeof findStatuses>>[number];

/** All analyses of a visible run without their results, newest first; empty when the run is not visible. */
export const findAnalyses = findStatuses;

/** The stored result of one visible analysis. */
export async function findResult(visible: Visible, analysisId: string): Promise<unknown> {
  const row = await db.analysis.findFirst({
    where: { ...visible, id: analysisId },
    select: { result: true },
  });
  return row?.result ?? null;
}

/**
 * The analysis of a visible run whose file of this name is shown: the newest good one, or for the poster the newest that has
 * one. Null when it has no such file, whatever older ones have.
 */
export async function findMaker(visible: Visible, runId: string, artifact: string): Promise<string | null> {
  const row = await db.analysis.findFirst({
    where: {
      ...visible,
      runId,
      ...(artifact === "poster.jpg" ? { artifacts: { has: artifact } } : { state: "succeeded" as const }),
    },
    orderBy: { id: "desc" },
    select: { id: true, artifacts: true },
  });
  return row?.artifacts.includes(artifact) ? row.id : null;
}

/** Holds a visible run's row until the transaction ends, so that requests for its analysis take turns. */
export async function lockRun(
  tx: Tx,
  visible: { ownerId: string; deletedAt: null },
  runId: string,
): Promise<{ state: "uploading" | "uploaded" } | null> {
  const [row] = await tx.run.updateManyAndReturn({
    where: { ...visible, id: runId },
    data: { updatedAt: new Date() },
    select: { state: true },
  });
  return row ?? null;
}

/** The analysis of a run that waits or runs, or null. */
export const findActive = (tx: Tx, runId: string) =>
  tx.analysis.findFirst({
    where: { runId, state: { in: ["queued", "running"] } },
    orderBy: { id: "desc" },
    select: { id: true, state: true, subject: true },
  });

/** Whom the newest analysis of a run was asked to follow, and how it failed if it did; null before the first. */
export const findNewest = (tx: Tx, runId: string) =>
  tx.analysis.findFirst({
    where: { runId },
    orderBy: { id: "desc" },
    select: { subject: true, failureCode: true },
  });

const announcedSelect = { id: true, traceId: true, run: { select: { sizeBytes: true } } } as const;

const announced = ({
  id,
  traceId,
  run,
}: {
  id: string;
  traceId: string | null;
  run: { sizeBytes: bigint };
}) => ({
  id,
  traceId,
  sizeBytes: run.sizeBytes,
});

/** Queues a new analysis, asked for now by the database's clock: the sweep counts its patience from there. */
export async function insertQueued(tx: Tx, runId: string, traceId: string, subject?: SubjectHint | null) {
  const queued = await tx.analysis.create({
    data: { runId, traceId, subject: subject ?? undefined, artifacts: [] },
    select: announcedSelect,
  });
  await tx.$executeRaw`UPDATE "Analysis" SET "requestedAt" = now() WHERE "id" = ${queued.id}::uuid`;
  return announced(queued);
}

/** The analysis of a run that waits for a worker, or null. */
export async function findWaiting(runId: string) {
  const row = await db.analysis.findFirst({
    where: { runId, state: "queued", run: { deletedAt: null } },
    orderBy: { id: "desc" },
    select: announcedSelect,
  });
  return row && announced(row);
}

/** Gives a waiting analysis another subject, or none; false when a worker has taken it meanwhile. */
export async function setSubject(tx: Tx, analysisId: string, subject: SubjectHint | null): Promise<boolean> {
  const { count } = await tx.analysis.updateMany({
    where: { id: analysisId, state: "queued" },
    data: { subject: subject ?? Prisma.DbNull },
  });
  return count === 1;
}

/** Ends an analysis that runs, or that its worker gave back just now; its worker's next write finds the lease gone. */
export async function supersede(tx: Tx, analysisId: string): Promise<void> {
  await tx.analysis.updateMany({
    where: { id: analysisId, state: { in: ["queued", "running"] } },
    data: { state: "failed", failureCode: "superseded", finishedAt: new Date() },
  });
}
