import { db, type Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { MediaKind } from "@/lib/media/formats";
import type { Discipline } from "@/lib/runs/schema";
import type { AnalysisCost, AnalysisResult, FailureCode, Stage } from "../schema";

export interface ClaimedRow {
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
 * Takes an analysis that waits and has rested long enough, or whose holder went silent, for `leaseS` seconds of the database's clock. One statement,
 * so of any number of callers at once one gets the row and the others null.
 */
export async function claim(
  analysisId: string,
  leaseId: string,
  limits: { leaseS: number; maxAttempts: number },
): Promise<ClaimedRow | null> {
  const rows = await db.$queryRaw<ClaimedRow[]>`
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

/** Prolongs a claim and notes progress where there is some. False when the claim is lost or the run is being deleted. */
export async function prolong(
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

/** Notes that the poster lies in storage, and of which moment it is. */
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

export interface Finished {
  result: AnalysisResult;
  artifacts: string[];
  posterAtS: number | null;
  cost?: AnalysisCost;
}

/** Writes the result and its turns if the claim still holds; false when it does not. Only inside a transaction. */
export async function storeResult(
  tx: Tx,
  analysisId: string,
  leaseId: string,
  finished: Finished,
): Promise<{ runId: string } | null> {
  const { result } = finished;
  // By the database's clock, as every other time of an analysis: a worker's may be wrong.
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
      cost: finished.cost,
      result: result as unknown as Prisma.InputJsonValue,
      artifacts: finished.artifacts,
      posterAtS: finished.posterAtS ?? undefined,
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

/** Whether this claim is the one that wrote the analysis's result. */
export async function wasFinishedBy(analysisId: string, leaseId: string): Promise<boolean> {
  return (await db.analysis.count({ where: { id: analysisId, leaseId, state: "succeeded" } })) === 1;
}

/** Writes a verdict if the claim still holds. */
export async function storeFailure(analysisId: string, leaseId: string, code: FailureCode): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Analysis" SET
      "state" = 'failed', "failureCode" = ${code}, "leaseUntil" = NULL, "finishedAt" = now()
    WHERE "id" = ${analysisId}::uuid AND "state" = 'running' AND "leaseId" = ${leaseId}::uuid`;
  return count === 1;
}

/** Gives a claim back, so that anybody may take the analysis up after `restS`; `unused` when the attempt should not count. */
export async function putBack(
  analysisId: string,
  leaseId: string,
  { restS, unused = false }: { restS: number; unused?: boolean },
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Analysis" SET
      "state" = 'queued', "stage" = 'waiting', "percent" = 0, "leaseId" = NULL, "leaseUntil" = NULL,
      "notifiedAt" = now(), "notBefore" = now() + make_interval(secs => ${restS}::float8),
      "attempt" = "attempt" - ${unused ? 1 : 0}
    WHERE "id" = ${analysisId}::uuid AND "state" = 'running' AND "leaseId" = ${leaseId}::uuid`;
  return count === 1;
}

/** Whether an analysis waits for its rest after a passing fault to end. */
export async function isResting(analysisId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Analysis" WHERE "id" = ${analysisId}::uuid AND "state" = 'queued' AND "notBefore" > now()`;
  return rows.length === 1;
}

/** How the attempts of a claim stand; null when it is lost. */
export async function attemptOf(analysisId: string, leaseId: string): Promise<number | null> {
  const row = await db.analysis.findFirst({
    where: { id: analysisId, state: "running", leaseId },
    select: { attempt: true },
  });
  return row?.attempt ?? null;
}
