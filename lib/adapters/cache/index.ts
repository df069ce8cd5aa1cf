import { Redis } from "iovalkey";
import pTimeout from "p-timeout";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

const COMMAND_MS = 250;
const CONNECT_MS = 1_000;
/** After a failure nothing is asked for so long, so that a Valkey that hangs costs one request its patience and not all. */
const REST_MS = 5_000;

/** Whether the deployment has a Valkey; whether it answers is another question. */
export const hasValkey = (): boolean => env.VALKEY_URL !== undefined;

let connection: Redis | undefined;
let ready: Promise<unknown> | undefined;
let restUntilMs = Number.NEGATIVE_INFINITY;

function connect(url: string): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    commandTimeout: COMMAND_MS,
    connectTimeout: CONNECT_MS,
    // What cannot be asked now is asked of Postgres, not later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 200, REST_MS),
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

async function ask<T>(call: (client: Redis) => Promise<T>): Promise<T> {
  if (!env.VALKEY_URL) throw new AppError("internal", "valkey: VALKEY_URL is not set");
  if (performance.now() < restUntilMs)
    throw new AppError("unavailable", "valkey: it did not answer just now");
  connection ??= connect(env.VALKEY_URL);
  try {
    // A server that accepts connections and stays silent counts as unavailable.
    return await pTimeout(whenReady(connection).then(call), { milliseconds: CONNECT_MS });
  } catch (error) {
    restUntilMs = performance.now() + REST_MS;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason }, "Valkey does not answer; Postgres does its work for some seconds");
    throw new AppError("unavailable", `valkey: ${reason}`, { cause: error });
  }
}

/** The value of a key, or null. @throws AppError unavailable, at the latest after about a second */
export const read = (key: string): Promise<string | null> => ask((client) => client.get(key));

/** Sets a key for `ttlS` seconds; with `ifAbsent` only when it is not there. @throws AppError unavailable */
export function write(
  key: string,
  value: string,
  options: { ttlS: number; ifAbsent?: boolean },
): Promise<void> {
  const ttlS = Math.max(1, Math.floor(options.ttlS));
  return ask(async (client) => {
    if (options.ifAbsent) await client.set(key, value, "EX", ttlS, "NX");
    else await client.set(key, value, "EX", ttlS);
  });
}

/**
 * Adds one to a count that ends `windowMs` after its first, and says how long it has left. Any number at once are all
 * counted. Valkey's clock decides. @throws AppError unavailable
 */
export function addOne(key: string, windowMs: number): Promise<{ count: number; leftMs: number }> {
  return ask(async (client) => {
    const answers = await client.multi().set(key, 0, "PX", windowMs, "NX").incr(key).pttl(key).exec();
    const [count, leftMs] = [Number(answers?.[1]?.[1]), Number(answers?.[2]?.[1])];
    if (!Number.isInteger(count) || !Number.isInteger(leftMs)) throw new Error("no count");
    return { count, leftMs };
  });
}

/** Ends the connection, so that a process can end. */
export function closeValkey(): void {
  connection?.disconnect();
  connection = undefined;
}
