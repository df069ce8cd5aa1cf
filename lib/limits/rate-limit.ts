import { RateLimitError } from "@/lib/errors";
import { forgetTries } from "./repo";
import { countTries, type Tries } from "./tries";

/** Requests in a minute, for one person and for one address (a whole team may share a hotel's). */
export const RATE_LIMITS = {
  read: { perUser: 600, perAddress: 3000 },
  write: { perUser: 240, perAddress: 1200 },
  /** What starts an upload or an analysis. */
  costly: { perUser: 60, perAddress: 300 },
  public: { perUser: 600, perAddress: 600 },
} as const satisfies Record<string, { perUser: number; perAddress: number }>;
export type RateLimitName = keyof typeof RATE_LIMITS;

const WINDOW_S = 60;
const LONGEST_WINDOW_S = 3600;
const PRUNE_ONE_IN = 200;

export interface Verdict {
  allowed: boolean;
  retryAfterS: number | null;
}

/** Counts one try on `key` and says whether it is within `max` in the window. */
export async function consume(key: string, windowS: number, max: number): Promise<Verdict> {
  const tries = await countTries([key], windowS);
  return judge([tries.get(key)], windowS, () => max);
}

/**
 * Counts one request of a person and of an address.
 * @throws AppError tooMany, with the seconds to wait in `retryAfterS`
 */
export async function limitRequest(
  name: RateLimitName,
  who: { userId: string | null; address: string },
): Promise<void> {
  const limits = RATE_LIMITS[name];
  const max = new Map([[`api:${name}:address:${who.address}`, limits.perAddress as number]]);
  if (who.userId) max.set(`api:${name}:user:${who.userId}`, limits.perUser);
  const keys = [...max.keys()];
  const tries = await countTries(keys, WINDOW_S);
  if (Math.random() * PRUNE_ONE_IN < 1) await forgetTries(LONGEST_WINDOW_S);
  const verdict = judge(
    keys.map((key) => tries.get(key)),
    WINDOW_S,
    (i) => max.get(keys[i] ?? "") ?? 0,
  );
  if (!verdict.allowed) throw new RateLimitError(verdict.retryAfterS ?? WINDOW_S);
}

function judge(tries: (Tries | undefined)[], windowS: number, maxOf: (index: number) => number): Verdict {
  const over = tries.filter((one, i) => one !== undefined && one.count > maxOf(i));
  if (over.length === 0) return { allowed: true, retryAfterS: null };
  const waits = over.map((one) => (one ? (one.startedAtMs - one.nowMs) / 1000 + windowS : windowS));
  return { allowed: false, retryAfterS: Math.max(1, Math.ceil(Math.max(...waits))) };
}
