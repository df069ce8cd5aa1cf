import { db } from "@/lib/db/client";

/**
 * The stored results of a racer's runs before this one, newest first: for each run that of its newest analysis that
 * succeeded. The run itself says whose they are.
 */
export async function findEarlierResults(runId: string, limit: number): Promise<unknown[]> {
  const rows = await db.$queryRaw<{ result: unknown }[]>`
    SELECT latest."result"
    FROM "Run" mine
    JOIN "Run" r ON r."racerId" = mine."racerId" AND r."ownerId" = mine."ownerId" AND r."id" <> mine."id"
      AND r."deletedAt" IS NULL AND r."discipline" IS NOT DISTINCT FROM mine."discipline"
      AND coalesce(r."takenAt", r."createdAt") < coalesce(mine."takenAt", mine."createdAt")
    JOIN LATERAL (
      SELECT a."result" FROM "Analysis" a
      WHERE a."runId" = r."id" AND a."state" = 'succeeded' AND a."result" IS NOT NULL
      ORDER BY a."id" DESC LIMIT 1
    ) latest ON true
    WHERE mine."id" = ${runId}::uuid
    ORDER BY coalesce(r."takenAt", r."createdAt") DESC
    LIMIT ${limit}::int`;
  return rows.map((row) => row.result);
}
