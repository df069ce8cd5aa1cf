import { addOne, hasValkey } from "@/lib/adapters/cache";
import * as postgres from "./repo";

/** How often something was tried in the window that began at `startedAtMs`; both times by the clock of whoever counts. */
export interface Tries {
  count: number;
  startedAtMs: number;
  nowMs: number;
}

/**
 * Counts one more try on each key, in Valkey where there is one that answers and in Postgres otherwise. While Valkey is away
 * the counts begin anew in Postgres, which lets somebody try up to twice as often, and nobody is kept out.
 */
export async function countTries(keys: string[], windowS: number): Promise<Map<string, Tries>> {
  if (!hasValkey()) return postgres.countTries(keys, windowS);
  try {
    const windowMs = windowS * 1000;
    const counted = keys.map(async (key): Promise<[string, Tries]> => {
      const { count, leftMs } = await addOne(`tries:${key}`, windowMs);
      return [key, { count, startedAtMs: leftMs - windowMs, nowMs: 0 }];
    });
    return new Map(await Promise.all(counted));
  } catch {
    return postgres.countTries(keys, windowS);
  }
}
