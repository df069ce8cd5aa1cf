import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

interface EngineBindings {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: {
    new: (
      options: { datamodels: undefined },
      debug: (line: string) => void,
      adapter: unknown,
    ) => Promise<SchemaEngine>;
  };
}

export const NO_FILTERS = { externalTables: [], externalEnums: [] };
const CHAR_OID = 18;
const TEXT_OID = 25;

/** Reports the type "char" of the catalog as text: the adapter does not know it. */
class CatalogPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: TypeScript cannot override overloads of `query` otherwise.
  override async query(...query: any[]): Promise<any> {
    const run = super.query as (...query: unknown[]) => Promise<pg.QueryResult>;
    const result = await run.apply(this, query);
    for (const field of result.fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
    return result;
  }
}

/** Runs scripts whole: PrismaPg splits them at every semicolon, also inside functions and comments. */
class WholeScriptAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      const client = await adapter.underlyingDriver().connect();
      await client.query(script).finally(() => client.release());
    };
    return adapter;
  }
}

// The bindings hold one instance per process: a second one would receive the callbacks of the first.
const LOADED = Symbol.for("ski-racer.schema-engine");
const cache = globalThis as { [LOADED]?: Promise<EngineBindings> };

async function load(): Promise<EngineBindings> {
  const folder = dirname(
    createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  );
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  const bound = bindings as unknown as EngineBindings;
  bound.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bound;
}

/**
 * Runs `use` with Prisma's schema engine, a development tool that compares schemas. The WebAssembly build is
 * part of its npm package, so nothing is downloaded.
 */
export async function withSchemaEngine<T>(
  connectionString: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  cache[LOADED] ??= load();
  const { SchemaEngine } = await cache[LOADED];
  const pool = new CatalogPool({ connectionString, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptAdapter(pool));
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

async function readSchema() {
  const folder = fileURLToPath(new URL("schema", import.meta.url));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma"));
  const paths = names.sort().map((name) => join(folder, name));
  return {
    files: await Promise.all(paths.map(async (path) => ({ path, content: await readFile(path, "utf8") }))),
  };
}

/** Returns the SQL that changes the database to match the Prisma schema; null when they match. */
export function schemaDiff(connectionString: string): Promise<string | null> {
  return withSchemaEngine(connectionString, async (engine) => {
    const schema = await readSchema();
    const { exitCode, stdout } = await engine.diff({
      // The engine reads the database through the adapter; the schema only names the provider.
      from: { tag: "schemaDatasource", configDir: ".", ...schema },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return exitCode === 2 ? stdout : null;
  });
}
