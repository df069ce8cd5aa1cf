import { addOne, hasValkey } from "@/lib/adapters/cache";
import * as postgres from "./repo";

/** Requests in the window that began at `startedAtMs`. Both times are of the clock that counted. */
export interface RequestCount {
  count: number;
  startedAtMs: number;
  nowMs: number;
}

/**
 * Counts one request for each key, in Valkey if it answers, else in Postgres. While Valkey is unavailable
 * counts start again in Postgres, so a client may send up to twice as many.
 */
export async function countRequests(keys: string[], windowS: number): Promise<Map<string, RequestCount>> {
  if (!hasValkey()) return postgres.countRequests(keys, windowS);
  try {
    const windowMs = windowS * 1000;
    const counts = keys.map(async (key): Promise<[string, RequestCount]> => {
      const { count, remainingMs } = await addOne(`tries:${key}`, windowMs);
      return [key, { count, startedAtMs: remainingMs - windowMs, nowMs: 0 }];
    });
    return new Map(await Promise.all(counts));
  } catch {
    return postgres.countRequests(keys, windowS);
  }
}
