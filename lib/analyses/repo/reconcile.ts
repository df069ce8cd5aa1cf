import { db } from "@/lib/db/client";

const BATCH = 200;

const secondsBefore = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000);

/**
 * Returns analyses that no worker owns and whose message may be lost: queued too long, with an expired lease,
 * or past the delay after a transient error.
 */
export async function findWithoutMessage(
  now: Date,
  limits: { firstS: number; againS: number; maxAttempts: number },
): Promise<{ id: string; traceId: string | null; sizeBytes: bigint; needsTime: boolean }[]> {
  const rows = await db.analysis.findMany({
    where: {
      run: { deletedAt: null },
      attempt: { lt: limits.maxAttempts },
      AND: [
        { OR: [{ state: "queued" }, { state: "running", leaseUntil: { lt: now } }] },
        { OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
        {
          OR: [
            { notifiedAt: null, requestedAt: { lt: secondsBefore(now, limits.firstS) } },
            { notifiedAt: { lt: secondsBefore(now, limits.againS) } },
            { notifiedAt: { lt: db.analysis.fields.notBefore } },
          ],
        },
      ],
    },
    orderBy: { id: "asc" },
    take: BATCH,
    select: { id: true, traceId: true, state: true, run: { select: { sizeBytes: true } } },
  });
  return rows.map(({ id, traceId, state, run }) => ({
    id,
    traceId,
    sizeBytes: run.sizeBytes,
    // An expired lease may mean that the worker was killed at its time limit.
    needsTime: state === "running",
  }));
}

/** Counts queued and running analyses, and returns the age of the oldest by the database's clock. */
export async function countOpen(): Promise<{ open: number; oldestS: number }> {
  const [row] = await db.$queryRaw<{ open: number; oldestS: number }[]>`
    SELECT count(*)::int AS "open", coalesce(max(extract(epoch FROM now() - a."requestedAt")), 0)::float8 AS "oldestS"
    FROM "Analysis" a JOIN "Run" r ON r."id" = a."runId"
    WHERE a."state" IN ('queued', 'running') AND r."deletedAt" IS NULL`;
  return row ?? { open: 0, oldestS: 0 };
}

/** Fails analyses without attempts left and without a lease as `interrupted`. Returns their ids. */
export async function failExhausted(now: Date, maxAttempts: number): Promise<string[]> {
  const rows = await db.analysis.updateManyAndReturn({
    where: {
      attempt: { gte: maxAttempts },
      OR: [{ state: "running", leaseUntil: { lt: now } }, { state: "queued" }],
    },
    data: { state: "failed", failureCode: "interrupted", leaseUntil: null, finishedAt: now },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

export async function databaseNow(): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  return row?.now ?? new Date();
}
