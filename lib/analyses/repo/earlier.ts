import { db } from "@/lib/db/client";
import type { RunScopeSql } from "@/lib/runs/policy";

/**
 * Returns the newest results of the same racer's earlier runs in the same discipline, newest run first.
 * `comparable` is a condition on the aliases `r` (the earlier run) and `given`.
 */
export async function findEarlierResults(
  comparable: RunScopeSql,
  runId: string,
  limit: number,
): Promise<unknown[]> {
  const rows = await db.$queryRaw<{ result: unknown }[]>`
    SELECT latest."result"
    FROM "Run" given
    JOIN "Run" r ON r."racerId" = given."racerId" AND r."id" <> given."id" AND ${comparable}
      AND r."discipline" IS NOT DISTINCT FROM given."discipline"
      AND coalesce(r."takenAt", r."createdAt") < coalesce(given."takenAt", given."createdAt")
    JOIN LATERAL (
      SELECT a."result" FROM "Analysis" a
      WHERE a."runId" = r."id" AND a."state" = 'succeeded' AND a."result" IS NOT NULL
      ORDER BY a."id" DESC LIMIT 1
    ) latest ON true
    WHERE given."id" = ${runId}::uuid
    ORDER BY coalesce(r."takenAt", r."createdAt") DESC
    LIMIT ${limit}::int`;
  return rows.map((row) => row.result);
}
