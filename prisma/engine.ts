import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, DriverAdapterError } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { ownTables } from "@/lib/db/own-tables";

/** A connection string, or a pool's options (for a password that is a function, as IAM authentication needs). */
export type Connection = string | pg.PoolConfig;

interface Glue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: {
    new: (
      options: { datamodels: undefined },
      debug: (line: string) => void,
      adapter: unknown,
    ) => Promise<SchemaEngine>;
  };
}

const CHAR = 18;
const TEXT = 25;

/** Describing a database reads one-letter columns of Postgres's own tables, which the adapter does not know as text. */
class CatalogPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of `query` cannot be said again here.
  override async query(...query: any[]): Promise<any> {
    const run = super.query as (...query: unknown[]) => Promise<pg.QueryResult>;
    const result = await run.apply(this, query);
    for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
    return result;
  }
}

let loaded: Promise<Glue> | undefined;

async function load(): Promise<Glue> {
  const folder = dirname(
    createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  );
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  const bound = glue as unknown as Glue;
  bound.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bound;
}

/** What a migration is marked with once all of it is in the database; in the same transaction as the migration. */
const MARK_APPLIED = `do $$ begin
  if to_regclass('_prisma_migrations') is not null then
    update _prisma_migrations set finished_at = now(), applied_steps_count = 1
    where finished_at is null and rolled_back_at is null;
  end if;
end $$`;

/** So that the engine tells what the database said; any other error it only counts. */
function asAdapterError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { code = "", severity = "ERROR", message, detail, column, hint } = error;
  return new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
}

/**
 * The adapter cuts a script at every semicolon, also those inside a function, and sends the pieces one by one, so that a
 * script that fails leaves its first half behind. Here a script is one transaction on one connection.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      const client = await adapter.underlyingDriver().connect();
      try {
        await client.query("begin");
        await client.query(script);
        await client.query(MARK_APPLIED);
        await client.query("commit");
        client.release();
      } catch (error) {
        // Closing the connection undoes the transaction, also where it can no longer be told to.
        client.release(true);
        throw asAdapterError(error);
      }
    };
    return adapter;
  }
}

/**
 * Lends Prisma's schema engine, the WebAssembly one: it is in the npm package, so nothing is downloaded and it runs
 * wherever Node does. It speaks to the tables of `schema` through the same adapter as the application. A migration is one
 * transaction: it happens with its mark in `_prisma_migrations`, or neither does.
 */
export async function withSchemaEngine<T>(
  connection: Connection,
  use: (engine: SchemaEngine) => Promise<T>,
  schema = "public",
): Promise<T> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const config = typeof connection === "string" ? { connectionString: connection } : connection;
  const pool = new CatalogPool({
    connectionTimeoutMillis: 25_000,
    ...config,
    ...ownTables(schema),
    max: 2,
  });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool, { schema }));
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
    try {
      return await use(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}
