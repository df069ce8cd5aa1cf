import { RateLimitError } from "@/lib/errors";
import { deleteOldCounts, type RequestCount } from "./repo";
import { countRequests } from "./request-count";

/** Requests per minute of one person, and of one address, which a whole team may share. */
export const RATE_LIMITS = {
  read: { perUser: 600, perAddress: 3000 },
  write: { perUser: 240, perAddress: 1200 },
  /** Requests that start an upload or an analysis. */
  costly: { perUser: 60, perAddress: 300 },
  public: { perUser: 600, perAddress: 600 },
} as const satisfies Record<string, { perUser: number; perAddress: number }>;
export type RateLimitName = keyof typeof RATE_LIMITS;

const WINDOW_S = 60;
const LONGEST_WINDOW_S = 3600;
const PRUNE_ONE_IN = 200;

export interface RateLimitDecision {
  allowed: boolean;
  retryAfterS: number | null;
}

/** Counts one request for `key` and returns whether the window has at most `max`. */
export async function consume(key: string, windowS: number, max: number): Promise<RateLimitDecision> {
  const counts = await countRequests([key], windowS);
  return decide([counts.get(key)], windowS, () => max);
}

/** Counts one request for the person and for the address. @throws RateLimitError */
export async function limitRequest(
  name: RateLimitName,
  client: { userId: string | null; address: string },
): Promise<void> {
  const limits = RATE_LIMITS[name];
  const max = new Map([[`api:${name}:address:${client.address}`, limits.perAddress as number]]);
  if (client.userId) max.set(`api:${name}:user:${client.userId}`, limits.perUser);
  const keys = [...max.keys()];
  const counts = await countRequests(keys, WINDOW_S);
  if (Math.random() * PRUNE_ONE_IN < 1) await deleteOldCounts(LONGEST_WINDOW_S);
  const decision = decide(
    keys.map((key) => counts.get(key)),
    WINDOW_S,
    (i) => max.get(keys[i] ?? "") ?? 0,
  );
  if (!decision.allowed) throw new RateLimitError(decision.retryAfterS ?? WINDOW_S);
}

function decide(
  counts: (RequestCount | undefined)[],
  windowS: number,
  maxOf: (index: number) => number,
): RateLimitDecision {
  const over = counts.filter((counted, i) => counted !== undefined && counted.count > maxOf(i));
  if (over.length === 0) return { allowed: true, retryAfterS: null };
  const waits = over.map((counted) =>
    counted ? (counted.startedAtMs - counted.nowMs) / 1000 + windowS : windowS,
  );
  return { allowed: false, retryAfterS: Math.max(1, Math.ceil(Math.max(...waits))) };
}
