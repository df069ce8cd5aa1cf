import pg from "pg";
import { PatientPool } from "@/lib/db/pool";
import { type Connection, withSchemaEngine } from "./engine";
import { MIGRATIONS_FOLDER, readMigrations, readSchema } from "./folder";

const ALL = { externalTables: [], externalEnums: [] };
/** Any number, the same for everyone who migrates this application. */
const LOCK_ID = 7_020_026;

export interface MigrateOptions {
  /** Whose tables; made if missing. */
  schema?: string;
  /** The folder of the migrations. */
  folder?: string;
  /** What else belongs to the change, done after the migrations and before anybody else's turn. */
  afterwards?: (client: pg.ClientBase) => Promise<void>;
}

/** Two deployments at once take turns, because the engine takes no lock of its own through an adapter. */
async function alone<T>(connection: Connection, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const config = typeof connection === "string" ? { connectionString: connection } : connection;
  const pool = new PatientPool({ connectionTimeoutMillis: 25_000, ...config, max: 1 });
  try {
    const client = await pool.connect();
    try {
      await client.query("select pg_advisory_lock($1)", [LOCK_ID]);
      return await work(client);
    } finally {
      // Closing the connection gives the lock back.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

/**
 * A migration without an end did not happen, because it gets its end in its own transaction; its record would only keep
 * the mended one from being applied.
 */
async function forgetFailed(client: pg.ClientBase, schema: string): Promise<void> {
  const table = `${pg.escapeIdentifier(schema)}._prisma_migrations`;
  const found = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [
    table,
  ]);
  if (found.rows[0]?.there) await client.query(`delete from ${table} where finished_at is null`);
}

/**
 * Applies every migration the database has not seen and returns their names; may run any number of times, also by several
 * at once. Writes the same `_prisma_migrations` table as `prisma migrate deploy`. Throws when a migration fails, which
 * leaves no trace of it, or when an applied one was changed. Migrations only the database knows are left alone.
 */
export function migrate(connection: Connection, options: MigrateOptions = {}): Promise<string[]> {
  const { schema = "public", folder = MIGRATIONS_FOLDER, afterwards } = options;
  return alone(connection, async (client) => {
    await client.query(`create schema if not exists ${pg.escapeIdentifier(schema)}`);
    await forgetFailed(client, schema);
    try {
      const applied = await withSchemaEngine(
        connection,
        async (engine) => {
          const migrationsList = await readMigrations(folder);
          const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: ALL });
          return appliedMigrationNames;
        },
        schema,
      );
      await afterwards?.(client);
      return applied;
    } catch (error) {
      await forgetFailed(client, schema);
      throw error;
    }
  });
}

/** The SQL that turns the database as it is into the data model; null when they agree. */
export function pendingSql(connection: Connection): Promise<string | null> {
  return withSchemaEngine(connection, async (engine) => {
    const schema = await readSchema();
    const { exitCode, stdout } = await engine.diff({
      // The database behind the adapter; the schema only names its kind.
      from: { tag: "schemaDatasource", configDir: ".", ...schema },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: true,
      filters: ALL,
    });
    return exitCode === 2 ? stdout : null;
  });
}
