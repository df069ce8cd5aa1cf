import { hasValkey, read, write } from "@/lib/adapters/cache";

/**
 * Sessions live in Postgres; Valkey, where there is one, only spares Postgres the question. So a Valkey that is away, or that
 * forgot everything, signs nobody out. What it must never do is know better: a session that ended stays known here for
 * `KNOWN_S` at most, also when nobody could tell Valkey that it ended.
 */
const KNOWN_S = 300;
/** What ended stays marked for longer than any request lasts that might still be writing down that it had not. */
const ENDED = "";

const keyOf = (name: string) => `auth:${name}`;
/** Better Auth's lists of who is signed in where, and since when not; all else under a plain name is a session. */
const isList = (name: string) => /^(active-sessions|revoked-sessions-before)-/.test(name);
/** Links and states are used once, which the database alone can promise. */
const isKept = (name: string) => !name.startsWith("verification:");

async function readQuietly(name: string): Promise<string | null> {
  if (!isKept(name)) return null;
  const value = await read(keyOf(name)).catch(() => null);
  return value === ENDED ? null : value;
}

async function writeQuietly(name: string, value: string, ttlS: number): Promise<void> {
  if (isKept(name)) await write(keyOf(name), value, { ttlS }).catch(() => undefined);
}

/** What Better Auth keeps sessions in beside the database; undefined where there is no Valkey. Never throws. */
export const sessionCache = () =>
  hasValkey()
    ? {
        get: readQuietly,
        set: (name: string, value: string, ttlS = KNOWN_S) =>
          writeQuietly(name, value, isList(name) ? ttlS : Math.min(ttlS, KNOWN_S)),
        delete: (name: string) => writeQuietly(name, ENDED, KNOWN_S),
        getAndDelete: async (name: string) => {
          const value = await readQuietly(name);
          await writeQuietly(name, ENDED, KNOWN_S);
          return value;
        },
        increment: () => Promise.reject(new Error("tries are counted by lib/http/tries")),
      }
    : undefined;

/** Writes down a session that the database was asked for, so that the next question need not go there. Never throws. */
export async function rememberSession(found: { session: { token: string }; user: object }): Promise<void> {
  if (!hasValkey()) return;
  const name = keyOf(found.session.token);
  await write(name, JSON.stringify(found), { ttlS: KNOWN_S, ifAbsent: true }).catch(() => undefined);
}
