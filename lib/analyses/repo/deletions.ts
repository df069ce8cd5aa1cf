import { db } from "@/lib/db/client";

const BATCH = 50;

/** Returns the keys of a deleted run's files; null when its row is gone or it is not deleted. */
export const findDeletedRun = (runId: string) =>
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
 * Deletes the row of a deleted run with its analyses. Returns false while a worker holds a lease, because it
 * may still write files; the lease is no longer renewed, so a later sweep succeeds.
 */
export async function removeDeletedRun(runId: string): Promise<boolean> {
  const count = await db.$executeRaw`
    DELETE FROM "Run" r
    WHERE r."id" = ${runId}::uuid AND r."deletedAt" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Analysis" a WHERE a."runId" = r."id" AND a."leaseUntil" > now())`;
  return count === 1;
}

/** Returns the ids of deleted runs that still have rows, longest deleted first, at most 50. */
export async function findUnfinishedDeletions(): Promise<string[]> {
  const rows = await db.run.findMany({
    where: { deletedAt: { not: null } },
    orderBy: { deletedAt: "asc" },
    take: BATCH,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
