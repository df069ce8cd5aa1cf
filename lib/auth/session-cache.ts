import { hasValkey, read, write } from "@/lib/adapters/cache";

/**
 * Postgres stores sessions, and Valkey caches them: its loss signs nobody out. The time limit bounds how long
 * a session that ended while Valkey was unavailable stays valid.
 */
const CACHE_S = 300;
/** Replaces the session that ended, so that a concurrent request cannot cache it again. */
const ENDED = "";

const keyOf = (name: string) => `auth:${name}`;
/** Better Auth's lists of active and revoked sessions; every other plain name is a session. */
const isList = (name: string) => /^(active-sessions|revoked-sessions-before)-/.test(name);
/** Verifications are used once, which only the database guarantees. */
const isCached = (name: string) => !name.startsWith("verification:");

async function readQuietly(name: string): Promise<string | null> {
  if (!isCached(name)) return null;
  const value = await read(keyOf(name)).catch(() => null);
  return value === ENDED ? null : value;
}

async function writeQuietly(name: string, value: string, ttlS: number): Promise<void> {
  if (isCached(name)) await write(keyOf(name), value, { ttlS }).catch(() => undefined);
}

/** Returns Better Auth's secondary storage for sessions; undefined without a Valkey. Never throws. */
export const sessionCache = () =>
  hasValkey()
    ? {
        get: readQuietly,
        set: (name: string, value: string, ttlS = CACHE_S) =>
          writeQuietly(name, value, isList(name) ? ttlS : Math.min(ttlS, CACHE_S)),
        delete: (name: string) => writeQuietly(name, ENDED, CACHE_S),
        getAndDelete: async (name: string) => {
          const value = await readQuietly(name);
          await writeQuietly(name, ENDED, CACHE_S);
          return value;
        },
        increment: () => Promise.reject(new Error("lib/limits counts requests")),
      }
    : undefined;

/** Caches a session that was read from the database. Never throws. */
export async function cacheSession(found: { session: { token: string }; user: object }): Promise<void> {
  if (!hasValkey()) return;
  const name = keyOf(found.session.token);
  await write(name, JSON.stringify(found), { ttlS: CACHE_S, ifAbsent: true }).catch(() => undefined);
}
