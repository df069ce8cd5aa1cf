import { pathToFileURL } from "node:url";
import pg from "pg";
import { type Connection, withSchemaEngine } from "./engine";
import { readMigrations, readSchema } from "./folder";

const ALL = { externalTables: [], externalEnums: [] };
/** Any number, the same for everyone who migrates this application. */
const LOCK_ID = 7_020_026;

/** Two deployments at once take turns, because the engine takes no lock of its own through an adapter. */
async function alone<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const config = typeof connection === "string" ? { connectionString: connection } : connection;
  const client = new pg.Client({ connectionTimeoutMillis: 25_000, ...config });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK_ID]);
    return await work();
  } finally {
    await client.end();
  }
}

/**
 * Applies every migration the database has not seen and returns their names; may run any number of times. Writes the
 * same `_prisma_migrations` table as `prisma migrate deploy`. Throws when a migration fails or an applied one was changed.
 */
export function migrate(connection: Connection): Promise<string[]> {
  return alone(connection, () =>
    withSchemaEngine(connection, async (engine) => {
      const migrationsList = await readMigrations();
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: ALL });
      return appliedMigrationNames;
    }),
  );
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

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error("Set DATABASE_URL to the database to migrate.");
    process.exit(1);
  }
  const applied = await migrate(url);
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "Nothing to apply.");
}
