import { v7 as uuidv7 } from "uuid";
import { db, inTransaction } from "@/lib/db/client";

export interface CallRow {
  analysisId: string | null;
  modelId: string;
  tokensIn: number;
  tokensOut: number;
  microUsd: number;
}

/**
 * Notes a call with what it may cost at most, unless that would take this month (UTC, by the database's clock) past
 * `limitMicroUsd`; then null. Callers take turns, so that however many ask at once, what they may cost together stays within
 * the limit. The lock is of this deployment's schema alone, and ends with the transaction.
 */
export function insertCall(call: CallRow, limitMicroUsd: number): Promise<string | null> {
  return inTransaction(async (tx) => {
    // A statement of its own: the next one then sees what those before it have noted.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('ModelCall.month ' || current_schema(), 0))`;
    const rows = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "ModelCall" ("id", "analysisId", "modelId", "tokensIn", "tokensOut", "microUsd")
      SELECT ${uuidv7()}::uuid, ${call.analysisId}::uuid, ${call.modelId}::text, ${call.tokensIn}::int,
        ${call.tokensOut}::int, ${call.microUsd}::int
      WHERE (
        SELECT coalesce(sum("microUsd"), 0) FROM "ModelCall"
        WHERE "at" >= date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
      ) + ${call.microUsd}::int <= ${limitMicroUsd}::float8
      RETURNING "id"`;
    return rows[0]?.id ?? null;
  });
}

/** What came of a call; without `spend` its guess stands. */
export async function closeCall(
  id: string,
  end: {
    outcome: string;
    latencyMs: number;
    spend: { tokensIn: number; tokensOut: number; microUsd: number } | null;
  },
): Promise<void> {
  const { outcome, latencyMs, spend } = end;
  await db.modelCall.updateMany({
    where: { id },
    data: { outcome, latencyMs, ...(spend && { ...spend, isGuess: false }) },
  });
}

export interface MonthRow {
  month: string;
  calls: number;
  tokensIn: number;
  tokensOut: number;
  microUsd: number;
}

/** Sums by month (UTC, as `2026-11`), the latest first. */
export const sumMonths = (limit: number): Promise<MonthRow[]> =>
  db.$queryRaw<MonthRow[]>`
    SELECT to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM') AS "month", count(*)::int AS "calls",
      sum("tokensIn")::float8 AS "tokensIn", sum("tokensOut")::float8 AS "tokensOut", sum("microUsd")::float8 AS "microUsd"
    FROM "ModelCall" GROUP BY 1 ORDER BY 1 DESC LIMIT ${limit}::int`;
