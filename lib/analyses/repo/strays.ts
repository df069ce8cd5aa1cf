import { db } from "@/lib/db/client";

/** How many of one kind a sweep takes up; what is left is taken up by the next. */
const BATCH = 200;

const before = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000);

/**
 * Analyses nobody works on and that may be without a message: waiting too long, their worker went silent, or their rest
 * after a passing fault is over.
 */
export async function findUnheard(
  now: Date,
  patience: { firstS: number; againS: number; maxAttempts: number },
): Promise<{ id: string; traceId: string | null; sizeBytes: bigint; needsTime: boolean }[]> {
  const rows = await db.analysis.findMany({
    where: {
      run: { deletedAt: null },
      attempt: { lt: patience.maxAttempts },
      AND: [
        { OR: [{ state: "queued" }, { state: "running", leaseUntil: { lt: now } }] },
        { OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
        {
          OR: [
            { notifiedAt: null, requestedAt: { lt: before(now, patience.firstS) } },
            { notifiedAt: { lt: before(now, patience.againS) } },
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
    // Killed at the limit of its time, for all that anybody knows.
    needsTime: state === "running",
  }));
}

/** How many analyses wait or run, and for how many seconds the oldest has; by the database's clock. */
export async function surveyOpen(): Promise<{ open: number; oldestS: number }> {
  const [row] = await db.$queryRaw<{ open: number; oldestS: number }[]>`
    SELECT count(*)::int AS "open", coalesce(max(extract(epoch FROM now() - a."requestedAt")), 0)::float8 AS "oldestS"
    FROM "Analysis" a JOIN "Run" r ON r."id" = a."runId"
    WHERE a."state" IN ('queued', 'running') AND r."deletedAt" IS NULL`;
  return row ?? { open: 0, oldestS: 0 };
}

/** Writes the verdict `interrupted` on analyses whose last allowed attempt went silent. Returns their ids. */
export async function concludeExhausted(now: Date, maxAttempts: number): Promise<string[]> {
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

/** Notes that the queue was told of these just now. */
export async function markNotified(ids: string[]): Promise<void> {
  await db.$executeRaw`UPDATE "Analysis" SET "notifiedAt" = now() WHERE "id" = ANY(${ids}::uuid[])`;
}

/** The database's clock, which decides every lease. */
export async function databaseNow(): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  return row?.now ?? new Date();
}
