import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { connectionOptions } from "./connection";
import { Prisma, PrismaClient } from "./generated/client";
import { RetryingPool } from "./pool";

/** The client that a repo queries, inside or outside a transaction. */
export type Tx = Prisma.TransactionClient;

function connect(): PrismaClient {
  const pool = new RetryingPool({
    ...connectionOptions(),
    application_name: env.SERVICE_NAME,
    max: env.DATABASE_POOL_MAX,
    // A paused Aurora cluster takes about 15 s to resume.
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
    // Only the message: pg-pool attaches the client, with its password, to the error.
    onPoolError: (error) => log.warn({ reason: error.message }, "idle database connection failed"),
    onConnectionError: (error) => log.warn({ reason: error.message }, "database connection failed"),
  });
  return new PrismaClient({ adapter, errorFormat: "minimal" });
}

// The development server reloads this module at every change; each copy would open a pool of its own.
const globals = globalThis as typeof globalThis & { skiRacerDb?: PrismaClient };
globals.skiRacerDb ??= connect();

/** The database client of this process. Connects at the first query. */
export const db: PrismaClient = globals.skiRacerDb;

/**
 * Runs `fn` in one transaction and rethrows what it throws, after a rollback. A transaction open for more
 * than 15 s is rolled back, so `fn` makes no network calls.
 */
export function inTransaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(fn, { maxWait: 20_000, timeout: 15_000 });
}

/** Whether a write failed because a row that it references does not exist. */
export const isMissingReference = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";

/** Resolves when the database answers a query. */
export async function pingDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
