import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { RetryingPool } from "@/lib/db/pool";
import { searchPath } from "@/lib/db/search-path";
import {
  checksum,
  isNoTransaction,
  MIGRATIONS_FOLDER,
  type MigrationFile,
  readMigrations,
  splitStatements,
} from "./migration-files";
import { pendingMigrations, readHistory } from "./migration-history";

/** A connection string, or the options of a pool whose password is a function (IAM authentication). */
export type DatabaseConnection = string | pg.PoolConfig;

/** Any number that no other program locks in the same database. */
const LOCK_ID = 7_020_026;
const LOCK_POLL_MS = 200;

export interface MigrateOptions {
  /** The schema of the tables; created if missing. */
  schema?: string;
  folder?: string;
  /** Runs on the same connection after the migrations, before the lock is released. */
  afterwards?: (client: pg.ClientBase) => Promise<void>;
}

/**
 * Applies the migrations that the database lacks and returns their names; concurrent calls apply each once.
 * Records them as `prisma migrate deploy` does. A failed migration is rolled back without a record, unless it
 * is marked `-- no-transaction`. A database that is newer than `folder` is left unchanged.
 * @throws when a migration fails, or when the recorded history and `folder` disagree
 */
export function migrate(connection: DatabaseConnection, options: MigrateOptions = {}): Promise<string[]> {
  const { schema = "public", folder = MIGRATIONS_FOLDER, afterwards } = options;
  return withLock(connection, schema, async (client) => {
    await client.query(`create schema if not exists ${pg.escapeIdentifier(schema)}`);
    const table = `${pg.escapeIdentifier(schema)}._prisma_migrations`;
    const pending = pendingMigrations(await readMigrations(folder), await readHistory(client, table));
    for (const migration of pending) await apply(client, table, migration);
    await afterwards?.(client);
    return pending.map(({ name }) => name);
  });
}

async function withLock<T>(
  connection: DatabaseConnection,
  schema: string,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const config = typeof connection === "string" ? { connectionString: connection } : connection;
  const pool = new RetryingPool({
    connectionTimeoutMillis: 25_000,
    ...config,
    ...searchPath(schema),
    max: 1,
  });
  try {
    const client = await pool.connect();
    try {
      // A query that waits for the lock keeps a snapshot open, for which CREATE INDEX CONCURRENTLY would wait
      // in turn.
      while (!(await tryLock(client))) await setTimeout(LOCK_POLL_MS);
      return await work(client);
    } finally {
      // Closing the connection rolls back an open transaction and releases the lock.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

async function tryLock(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    LOCK_ID,
  ]);
  return rows[0]?.locked === true;
}

async function apply(client: pg.ClientBase, table: string, { name, sql }: MigrationFile): Promise<void> {
  const alone = isNoTransaction(sql);
  const id = randomUUID();
  try {
    if (!alone) await client.query("begin");
    await client.query(
      `delete from ${table} where migration_name = $1 and finished_at is null and rolled_back_at is null`,
      [name],
    );
    await client.query(
      `insert into ${table} (id, checksum, migration_name, started_at) values ($1, $2, $3, clock_timestamp())`,
      [id, checksum(sql), name],
    );
    for (const script of alone ? splitStatements(sql) : [sql]) await client.query(script);
    await client.query(
      `update ${table} set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1`,
      [id],
    );
    if (!alone) await client.query("commit");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (alone) {
      await client
        .query(`update ${table} set logs = $2 where id = $1`, [id, reason])
        // The connection may be what failed; the error of the migration is the one to report.
        .catch(() => undefined);
    }
    throw new Error(`Migration ${name} failed: ${reason}`, { cause: error });
  }
}
