import { hasValkey, read, write } from "@/lib/adapters/cache";

/** A session that ended while Valkey was unavailable stays valid for at most this time. */
const CACHE_S = 300;
/** Replaces an ended session, so that a concurrent request cannot cache it again. */
const ENDED = "";

const keyOf = (name: string) => `auth:${name}`;
/** Better Auth's lists of active and revoked sessions; every other plain name is a session. */
const isList = (name: string) => /^(active-sessions|revoked-sessions-before)-/.test(name);
/** A verification can be used once, which only the database guarantees. */
const isCached = (name: string) => !name.startsWith("verification:");

async function readQuietly(name: string): Promise<string | null> {
  if (!isCached(name)) return null;
  const value = await read(keyOf(name)).catch(() => null);
  return value === ENDED ? null : value;
}

async function writeQuietly(name: string, value: string, ttlS: number): Promise<void> {
  if (isCached(name)) await write(keyOf(name), value, { ttlS }).catch(() => undefined);
}

/** Returns Better Auth's secondary storage for sessions, or undefined without Valkey. Never throws. */
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
        increment: () => Promise.reject(new Error("session cache: increment is not supported")),
      }
    : undefined;

/** Caches a session that was read from the database. Never throws. */
export async function cacheSession(found: { session: { token: string }; user: object }): Promise<void> {
  if (!hasValkey()) return;
  const name = keyOf(found.session.token);
  await write(name, JSON.stringify(found), { ttlS: CACHE_S, ifAbsent: true }).catch(() => undefined);
}
