import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationList, SchemasContainer } from "@prisma/schema-engine-wasm";

const here = fileURLToPath(new URL(".", import.meta.url));
export const MIGRATIONS_FOLDER = join(here, "migrations");
const LOCKFILE = "migration_lock.toml";

/** Every migration on disk in the order of its name, as the schema engine takes them. */
export async function readMigrations(baseDir = MIGRATIONS_FOLDER): Promise<MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: { path: LOCKFILE, content: await readFile(join(baseDir, LOCKFILE), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(baseDir, name, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}

/** The data model, all files of it, as the schema engine takes it. */
export async function readSchema(): Promise<SchemasContainer> {
  const folder = join(here, "schema");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma"));
  const paths = names.sort().map((name) => join(folder, name));
  return {
    files: await Promise.all(paths.map(async (path) => ({ path, content: await readFile(path, "utf8") }))),
  };
}
