import { v7 as uuidv7 } from "uuid";
import { db, inTransaction } from "@/lib/db/client";

interface ModelCallRow {
  analysisId: string | null;
  modelId: string;
  tokensIn: number;
  tokensOut: number;
  microUsd: number;
}

/**
 * Inserts a call with its highest cost and returns its id; null when the sum of this month (UTC, by the
 * database's clock) would exceed the limit. An advisory lock keeps concurrent callers within it.
 */
export function insertCall(call: ModelCallRow, limitMicroUsd: number): Promise<string | null> {
  return inTransaction(async (tx) => {
    // A statement of its own: under read committed, only a later one sees the rows of the last lock holder.
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

/** Stores the outcome of a call; without `cost` the reserved amount stands. */
export async function closeCall(
  id: string,
  end: {
    outcome: string;
    latencyMs: number;
    cost: { tokensIn: number; tokensOut: number; microUsd: number } | null;
  },
): Promise<void> {
  const { outcome, latencyMs, cost } = end;
  await db.modelCall.updateMany({
    where: { id },
    data: { outcome, latencyMs, ...(cost && { ...cost, isGuess: false }) },
  });
}
