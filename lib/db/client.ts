import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { connectionOptions } from "./connection";
import { Prisma, PrismaClient } from "./generated/client";
import { RetryingPool } from "./pool";

/** A database client, inside or outside a transaction. */
export type Tx = Prisma.TransactionClient;

function connect(): PrismaClient {
  const pool = new RetryingPool({
    ...connectionOptions(),
    application_name: env.SERVICE_NAME,
    max: env.DATABASE_POOL_MAX,
    // A paused Aurora cluster resumes in about 15 s.
    connectionTimeoutMillis: 20_000,
    // Aurora pauses only without connections, and a frozen Lambda function cannot close its own.
    idleTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    keepAlive: true,
    allowExitOnIdle: true,
  });
  const adapter = new PrismaPg(pool, {
    schema: env.DATABASE_SCHEMA,
    disposeExternalPool: true,
    // Not the error itself: pg-pool attaches the client, with its password.
    onPoolError: (error) => log.warn({ reason: error.message }, "idle database connection failed"),
    onConnectionError: (error) => log.warn({ reason: error.message }, "database connection failed"),
  });
  return new PrismaClient({ adapter, errorFormat: "minimal" });
}

// The development server reloads this module, and each copy would open its own pool.
const globals = globalThis as typeof globalThis & { skiRacerDb?: PrismaClient };
globals.skiRacerDb ??= connect();

/** Connects at the first query. */
export const db: PrismaClient = globals.skiRacerDb;

/** Runs `fn` in one transaction, which is rolled back after 15 s: `fn` must not make network calls. */
export function inTransaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(fn, { maxWait: 20_000, timeout: 15_000 });
}

/** Returns whether a write failed because a referenced row does not exist. */
export const isMissingReference = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";

export async function pingDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
