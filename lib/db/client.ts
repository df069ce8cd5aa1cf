import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { connectionOptions } from "./connection";
import { Prisma, PrismaClient } from "./generated/client";
import { PatientPool } from "./pool";

/** What a repo needs from the database, inside a transaction or outside of one. */
export type Tx = Prisma.TransactionClient;

function connect(): PrismaClient {
  const pool = new PatientPool({
    ...connectionOptions(),
    application_name: env.SERVICE_NAME,
    max: env.DATABASE_POOL_MAX,
    // A database that sleeps takes about 15 s to wake.
    connectionTimeoutMillis: 20_000,
    // Connections kept longer would keep a sleeping database awake, and outlive a frozen function.
    idleTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    keepAlive: true,
    // So that a command that has nothing left to do ends.
    allowExitOnIdle: true,
  });
  const adapter = new PrismaPg(pool, {
    schema: env.DATABASE_SCHEMA,
    disposeExternalPool: true,
    onPoolError: (error) => log.warn({ reason: error.message }, "an idle database connection broke"),
    onConnectionError: (error) => log.warn({ reason: error.message }, "a database connection broke"),
  });
  return new PrismaClient({ adapter, errorFormat: "minimal" });
}

// A development server loads this module anew at every change; the connections must not pile up.
const held = globalThis as typeof globalThis & { skiRacerDb?: PrismaClient };
held.skiRacerDb ??= connect();

/** The one database client of this process. Connects at the first query. */
export const db: PrismaClient = held.skiRacerDb;

/**
 * Runs `fn` in one transaction: everything or nothing. Anything thrown rolls back and is thrown on. Keep network calls
 * out of it: a transaction open for more than 15 s is rolled back.
 */
export function inTransaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(fn, { maxWait: 20_000, timeout: 15_000 });
}

/** Whether a write failed because a row it refers to is gone. */
export const isMissingReference = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";

/** Resolves when the database answers a query. */
export async function pingDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
