import { db, type Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { RunScope } from "../policy";
import type { UpdateRun } from "../schema";

export async function changeRun(scope: RunScope, runId: string, changes: UpdateRun): Promise<boolean> {
  const { title, racerId, discipline, place, takenAt } = changes;
  const { count } = await db.run.updateMany({
    where: { AND: [scope, { id: runId }] },
    data: {
      title: title ?? Prisma.skip,
      racerId: racerId === undefined ? Prisma.skip : racerId,
      discipline: discipline === undefined ? Prisma.skip : discipline,
      place: place === undefined ? Prisma.skip : place,
      takenAt: takenAt === undefined ? Prisma.skip : takenAt,
    },
  });
  return count === 1;
}

export const findOriginal = (scope: RunScope, runId: string) =>
  db.run.findFirst({
    where: { AND: [scope, { id: runId }] },
    select: { objectKey: true, title: true, state: true },
  });

/** Locks the row of a run of a scope until the transaction ends; returns null when there is none. */
export async function lockRun(
  tx: Tx,
  scope: RunScope,
  runId: string,
): Promise<{ state: "uploading" | "uploaded" } | null> {
  const [row] = await tx.run.updateManyAndReturn({
    where: { AND: [scope, { id: runId }] },
    data: { updatedAt: new Date() },
    select: { state: true },
  });
  return row ?? null;
}

export async function markDeleted(scope: RunScope, runId: string): Promise<boolean> {
  const { count } = await db.run.updateMany({
    where: { AND: [scope, { id: runId }] },
    data: { deletedAt: new Date() },
  });
  return count === 1;
}

export async function updateFacts(
  tx: Tx,
  runId: string,
  facts: { durationS: number; takenAt: string | null },
): Promise<void> {
  if (facts.durationS > 0) {
    await tx.run.updateMany({ where: { id: runId, durationS: null }, data: { durationS: facts.durationS } });
  }
  if (facts.takenAt) {
    await tx.run.updateMany({ where: { id: runId, takenAt: null }, data: { takenAt: facts.takenAt } });
  }
}
