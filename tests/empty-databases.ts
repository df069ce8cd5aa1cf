import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { anyFreePorts } from "@/local/ports";
import { startPostgres } from "@/local/postgres";

export interface TestPostgres {
  /** A temporary folder that is deleted with the server. */
  folder: string;
  /** Creates an empty database and returns its connection string. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a Postgres server of its own in a temporary folder. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-postgres-"));
  const server = await startPostgres({
    dataDir: join(folder, "postgres"),
    port: (await anyFreePorts()).postgres,
  });
  let databases = 0;
  return {
    folder,
    async createDatabase() {
      databases += 1;
      await query(server.url, `create database empty_${databases}`);
      return server.url.replace(/[^/]*$/, `empty_${databases}`);
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one query on a connection of its own and returns the rows. */
export async function query<T extends pg.QueryResultRow>(
  connectionString: string,
  sql: string,
  values?: unknown[],
): Promise<T[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
