import { db } from "@/lib/db/client";

/** Requests in the window that began at `startedAtMs`, by the clock that reads `nowMs`. */
export interface RequestCount {
  count: number;
  startedAtMs: number;
  nowMs: number;
}

/** Counts one request for each of several distinct keys, in a new window where the old one has ended. */
export async function countRequests(keys: string[], windowS: number): Promise<Map<string, RequestCount>> {
  // The same order in all statements prevents deadlocks.
  const sorted = [...keys].sort();
  const windowMs = windowS * 1000;
  const rows = await db.$queryRaw<{ key: string; count: number; lastRequest: bigint; nowMs: bigint }[]>`
    WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms)
    INSERT INTO "RateLimit" AS r ("id", "key", "count", "lastRequest")
    SELECT gen_random_uuid(), k.key, 1, clock.ms FROM clock, unnest(${sorted}::text[]) AS k(key)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN r."lastRequest" + ${windowMs}::bigint <= EXCLUDED."lastRequest" THEN 1 ELSE r."count" + 1 END,
      "lastRequest" = CASE WHEN r."lastRequest" + ${windowMs}::bigint <= EXCLUDED."lastRequest"
        THEN EXCLUDED."lastRequest" ELSE r."lastRequest" END
    RETURNING r."key", r."count", r."lastRequest", (SELECT ms FROM clock) AS "nowMs"`;
  return new Map(
    rows.map((row) => [
      row.key,
      { count: row.count, startedAtMs: Number(row.lastRequest), nowMs: Number(row.nowMs) },
    ]),
  );
}

export async function deleteOldCounts(ageS: number): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "RateLimit"
    WHERE "lastRequest" < (extract(epoch FROM clock_timestamp()) * 1000)::bigint - ${ageS * 1000}::bigint`;
}
