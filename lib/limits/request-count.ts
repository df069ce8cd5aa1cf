import { addOne, hasValkey } from "@/lib/adapters/cache";
import * as postgres from "./repo";

/** Counts one request for each key in Valkey, or in Postgres (from zero) while Valkey is unavailable. */
export async function countRequests(
  keys: string[],
  windowS: number,
): Promise<Map<string, postgres.RequestCount>> {
  if (!hasValkey()) return postgres.countRequests(keys, windowS);
  try {
    const windowMs = windowS * 1000;
    const counts = keys.map(async (key): Promise<[string, postgres.RequestCount]> => {
      const { count, remainingMs } = await addOne(`tries:${key}`, windowMs);
      return [key, { count, startedAtMs: remainingMs - windowMs, nowMs: 0 }];
    });
    return new Map(await Promise.all(counts));
  } catch {
    return postgres.countRequests(keys, windowS);
  }
}
