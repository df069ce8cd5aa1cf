import { db } from "@/lib/db/client";

const BATCH = 50;

/** Hides a visible run for good; false when there is none. */
export async function markDeleted(
  visible: { ownerId: string; deletedAt: null },
  runId: string,
): Promise<boolean> {
  const { count } = await db.run.updateMany({
    where: { ...visible, id: runId },
    data: { deletedAt: new Date() },
  });
  return count === 1;
}

/** What a deleted run has left in storage, or null when its row is gone or it is not deleted. */
export const findRemains = (runId: string) =>
  db.run.findFirst({
    where: { id: runId, deletedAt: { not: null } },
    select: {
      id: true,
      objectKey: true,
      uploadId: true,
      analyses: { select: { id: true, state: true, attempt: true, artifacts: true } },
    },
  });

/**
 * Removes the row of a deleted run with its analyses. False while a worker may still be writing its files: its lease is
 * no longer prolonged, so the next sweep after it ran out succeeds.
 */
export async function removeRow(runId: string): Promise<boolean> {
  const count = await db.$executeRaw`
    DELETE FROM "Run" r
    WHERE r."id" = ${runId}::uuid AND r."deletedAt" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Analysis" a WHERE a."runId" = r."id" AND a."leaseUntil" > now())`;
  return count === 1;
}

/** Hides an upload nobody has touched since `before`; false when it went on, completed or was deleted meanwhile. */
export async function markAbandoned(runId: string, before: Date): Promise<boolean> {
  const { count } = await db.run.updateMany({
    where: { id: runId, state: "uploading", deletedAt: null, updatedAt: { lt: before } },
    data: { deletedAt: new Date() },
  });
  return count === 1;
}

/** Ids of runs that were deleted but whose remains are still there. */
export async function findHalfDeleted(): Promise<string[]> {
  const rows = await db.run.findMany({
    where: { deletedAt: { not: null } },
    orderBy: { deletedAt: "asc" },
    take: BATCH,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
