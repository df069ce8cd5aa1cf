import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

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

/**
 * Lends Prisma's schema engine, the WebAssembly one: it is in the npm package, so nothing is downloaded and it runs
 * wherever Node does. It speaks to the database through the same adapter as the application.
 */
export async function withSchemaEngine<T>(
  connection: Connection,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const config = typeof connection === "string" ? { connectionString: connection } : connection;
  const pool = new CatalogPool({ connectionTimeoutMillis: 25_000, ...config, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
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
