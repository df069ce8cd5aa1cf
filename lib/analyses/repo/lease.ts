import { db, type Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { MediaKind } from "@/lib/media/formats";
import type { Discipline } from "@/lib/runs/schema";
import type { AnalysisCost, AnalysisResult, FailureCode, Stage } from "../schema";

export interface ClaimedAnalysisRow {
  analysisId: string;
  runId: string;
  objectKey: string;
  contentType: string;
  fileName: string;
  sizeBytes: bigint;
  kind: MediaKind;
  discipline: Discipline | null;
  subject: unknown;
  attempt: number;
  traceId: string | null;
  waitedMs: number;
}

/**
 * Claims an analysis that is queued and due, or whose lease expired, for `leaseS` seconds of the database's
 * clock. One statement, so of concurrent callers one gets the row and the others null.
 */
export async function claim(
  analysisId: string,
  leaseId: string,
  limits: { leaseS: number; maxAttempts: number },
): Promise<ClaimedAnalysisRow | null> {
  const rows = await db.$queryRaw<ClaimedAnalysisRow[]>`
    UPDATE "Analysis" a SET
      "state" = 'running', "attempt" = a."attempt" + 1, "stage" = 'probe', "percent" = 0,
      "leaseId" = ${leaseId}::uuid, "leaseUntil" = now() + make_interval(secs => ${limits.leaseS}::float8),
      "startedAt" = now(), "notBefore" = NULL
    FROM "Run" r
    WHERE a."id" = ${analysisId}::uuid AND r."id" = a."runId"
      AND r."state" = 'uploaded' AND r."deletedAt" IS NULL
      AND a."attempt" < ${limits.maxAttempts}
      AND (a."notBefore" IS NULL OR a."notBefore" <= now())
      AND (a."state" = 'queued' OR (a."state" = 'running' AND a."leaseUntil" < now()))
    RETURNING a."id" AS "analysisId", r."id" AS "runId", r."objectKey", r."contentType", r."fileName",
      r."sizeBytes", r."kind"::text AS "kind", r."discipline"::text AS "discipline", a."subject", a."attempt",
      a."traceId", (extract(epoch FROM now() - a."requestedAt") * 1000)::float8 AS "waitedMs"`;
  return rows[0] ?? null;
}

/** Renews a lease and stores progress if given; returns false when it is lost. */
export async function renewLease(
  analysisId: string,
  leaseId: string,
  leaseS: number,
  progress?: { stage: Stage; percent: number },
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Analysis" a SET
      "leaseUntil" = now() + make_interval(secs => ${leaseS}::float8),
      "stage" = coalesce(${progress?.stage ?? null}::text, a."stage"),
      "percent" = coalesce(${progress?.percent ?? null}::int, a."percent")
    FROM "Run" r
    WHERE a."id" = ${analysisId}::uuid AND a."state" = 'running' AND a."leaseId" = ${leaseId}::uuid
      AND r."id" = a."runId" AND r."deletedAt" IS NULL`;
  return count === 1;
}

/** Adds the stored poster to the artifacts, with the time in the clip that it shows. */
export async function addPoster(
  analysisId: string,
  leaseId: string,
  posterAtS: number | null,
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Analysis" SET
      "posterAtS" = ${posterAtS}::float8,
      "artifacts" = array_append(array_remove("artifacts", 'poster.jpg'), 'poster.jpg')
    WHERE "id" = ${analysisId}::uuid AND "state" = 'running' AND "leaseId" = ${leaseId}::uuid`;
  return count === 1;
}

export interface FinishedAnalysis {
  result: AnalysisResult;
  artifacts: string[];
  posterAtS: number | null;
  cost?: AnalysisCost;
}

/** Stores the result and its turns; returns null when the lease is lost. */
export async function storeResult(
  tx: Tx,
  analysisId: string,
  leaseId: string,
  finished: FinishedAnalysis,
): Promise<{ runId: string } | null> {
  const { result } = finished;
  // The database's clock sets every time of an analysis; a worker's may be wrong.
  await tx.$executeRaw`
    UPDATE "Analysis" SET "finishedAt" = now() WHERE "id" = ${analysisId}::uuid AND "leaseId" = ${leaseId}::uuid
      AND "state" = 'running'`;
  const [row] = await tx.analysis.updateManyAndReturn({
    where: { id: analysisId, state: "running", leaseId, run: { deletedAt: null } },
    data: {
      state: "succeeded",
      stage: "store",
      percent: 100,
      leaseUntil: null,
      failureCode: null,
      summary: result.summary,
      cost: finished.cost ?? Prisma.skip,
      result: result as unknown as Prisma.InputJsonValue,
      artifacts: finished.artifacts,
      posterAtS: finished.posterAtS ?? Prisma.skip,
    },
    select: { runId: true },
  });
  if (!row) return null;
  await tx.turn.createMany({
    data: result.turns.map((turn) => ({
      ...turn,
      analysisId,
      measures: turn.measures as Prisma.InputJsonValue,
    })),
  });
  return row;
}

export async function wasFinishedBy(analysisId: string, leaseId: string): Promise<boolean> {
  return (await db.analysis.count({ where: { id: analysisId, leaseId, state: "succeeded" } })) === 1;
}

/** Stores a failure; returns false when the lease is lost. */
export async function storeFailure(analysisId: string, leaseId: string, code: FailureCode): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Analysis" SET
      "state" = 'failed', "failureCode" = ${code}, "leaseUntil" = NULL, "finishedAt" = now()
    WHERE "id" = ${analysisId}::uuid AND "state" = 'running' AND "leaseId" = ${leaseId}::uuid`;
  return count === 1;
}

/** Returns an analysis to the queue, due in `delayS`. `countAttempt: false` takes the attempt back. */
export async function requeue(
  analysisId: string,
  leaseId: string,
  { delayS, countAttempt = true }: { delayS: number; countAttempt?: boolean },
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Analysis" SET
      "state" = 'queued', "stage" = 'waiting', "percent" = 0, "leaseId" = NULL, "leaseUntil" = NULL,
      "notifiedAt" = now(), "notBefore" = now() + make_interval(secs => ${delayS}::float8),
      "attempt" = "attempt" - ${countAttempt ? 0 : 1}
    WHERE "id" = ${analysisId}::uuid AND "state" = 'running' AND "leaseId" = ${leaseId}::uuid`;
  return count === 1;
}

/** Returns whether an analysis is queued and not due yet, after a transient error. */
export async function isDelayed(analysisId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Analysis" WHERE "id" = ${analysisId}::uuid AND "state" = 'queued' AND "notBefore" > now()`;
  return rows.length === 1;
}

/** Returns the attempt of a lease; null when it is lost. */
export async function attemptOf(analysisId: string, leaseId: string): Promise<number | null> {
  const row = await db.analysis.findFirst({
    where: { id: analysisId, state: "running", leaseId },
    select: { attempt: true },
  });
  return row?.attempt ?? null;
}
