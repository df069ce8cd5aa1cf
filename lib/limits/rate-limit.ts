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
  return decide(new Map([[key, max]]), await countRequests([key], windowS), windowS);
}

/** Counts one request for the person and for the address. @throws RateLimitError */
export async function limitRequest(
  name: RateLimitName,
  client: { userId: string | null; address: string },
): Promise<void> {
  const limits = RATE_LIMITS[name];
  const max = new Map<string, number>([[`api:${name}:address:${client.address}`, limits.perAddress]]);
  if (client.userId) max.set(`api:${name}:user:${client.userId}`, limits.perUser);
  const counts = await countRequests([...max.keys()], WINDOW_S);
  if (Math.random() * PRUNE_ONE_IN < 1) await deleteOldCounts(LONGEST_WINDOW_S);
  const decision = decide(max, counts, WINDOW_S);
  if (!decision.allowed) throw new RateLimitError(decision.retryAfterS ?? WINDOW_S);
}

function decide(
  max: ReadonlyMap<string, number>,
  counts: ReadonlyMap<string, RequestCount>,
  windowS: number,
): RateLimitDecision {
  const exceeded = [...counts].filter(([key, { count }]) => count > (max.get(key) ?? 0));
  if (exceeded.length === 0) return { allowed: true, retryAfterS: null };
  const waitsS = exceeded.map(([, { startedAtMs, nowMs }]) => (startedAtMs - nowMs) / 1000 + windowS);
  return { allowed: false, retryAfterS: Math.max(1, Math.ceil(Math.max(...waitsS))) };
}
