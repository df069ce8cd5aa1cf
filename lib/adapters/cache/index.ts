import { Redis } from "iovalkey";
import pTimeout from "p-timeout";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

const COMMAND_MS = 250;
const CONNECT_MS = 1_000;
/** No calls are made for this time after a failure, so that few requests wait for a server that hangs. */
const COOLDOWN_MS = 5_000;

/** Returns whether Valkey is configured, not whether it is available. */
export const hasValkey = (): boolean => env.VALKEY_URL !== undefined;

let connection: Redis | undefined;
let ready: Promise<unknown> | undefined;
let cooldownUntilMs = Number.NEGATIVE_INFINITY;

function connect(url: string): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    commandTimeout: COMMAND_MS,
    connectTimeout: CONNECT_MS,
    // Without a connection a command fails at once, so that the caller falls back to Postgres.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 200, COOLDOWN_MS),
  });
  client.on("error", () => undefined);
  client.on("close", () => {
    ready = undefined;
  });
  return client;
}

async function whenReady(client: Redis): Promise<Redis> {
  if (client.status === "wait" || client.status === "end") ready = client.connect();
  await ready;
  return client;
}

async function run<T>(call: (client: Redis) => Promise<T>): Promise<T> {
  if (!env.VALKEY_URL) throw new AppError("internal", "valkey: VALKEY_URL is not set");
  if (performance.now() < cooldownUntilMs)
    throw new AppError("unavailable", "valkey: cooling down after a failure");
  connection ??= connect(env.VALKEY_URL);
  try {
    // A server may accept the connection and never respond.
    return await pTimeout(whenReady(connection).then(call), { milliseconds: CONNECT_MS });
  } catch (error) {
    cooldownUntilMs = performance.now() + COOLDOWN_MS;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason, cooldownMs: COOLDOWN_MS }, "valkey call failed; postgres is used during the cooldown");
    throw new AppError("unavailable", `valkey: ${reason}`, { cause: error });
  }
}

/** Returns the value of a key, or null. @throws AppError unavailable, within one second */
export const read = (key: string): Promise<string | null> => run((client) => client.get(key));

/** Sets a key for `ttlS` seconds; with `ifAbsent` only a new one. @throws AppError unavailable */
export function write(
  key: string,
  value: string,
  options: { ttlS: number; ifAbsent?: boolean },
): Promise<void> {
  const ttlS = Math.max(1, Math.floor(options.ttlS));
  return run(async (client) => {
    if (options.ifAbsent) await client.set(key, value, "EX", ttlS, "NX");
    else await client.set(key, value, "EX", ttlS);
  });
}

/** Increments a counter that expires `windowMs` after its first increment. @throws AppError unavailable */
export function addOne(key: string, windowMs: number): Promise<{ count: number; remainingMs: number }> {
  return run(async (client) => {
    const replies = await client.multi().set(key, 0, "PX", windowMs, "NX").incr(key).pttl(key).exec();
    const [count, remainingMs] = [Number(replies?.[1]?.[1]), Number(replies?.[2]?.[1])];
    if (!Number.isInteger(count) || !Number.isInteger(remainingMs))
      throw new Error("expected two integers in the reply of MULTI");
    return { count, remainingMs };
  });
}

export function closeValkey(): void {
  connection?.disconnect();
  connection = undefined;
}
