import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { query, startTestPostgres, type TestPostgres } from "@/tests/empty-databases";
import { migrate } from "./migrate";
import { checksum, MIGRATIONS_FOLDER, type MigrationFile, readMigrations } from "./migration-files";
import { NO_FILTERS, schemaDiff, withSchemaEngine } from "./schema-engine";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres.stop(), 60_000);

/** Applies migrations with Prisma's own engine, as `prisma migrate deploy` does. */
async function migrateWithPrisma(url: string, migrations: MigrationFile[]): Promise<void> {
  const content = await readFile(join(MIGRATIONS_FOLDER, "migration_lock.toml"), "utf8");
  const migrationsList = {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: { path: "migration_lock.toml", content },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
  await withSchemaEngine(url, (engine) => engine.applyMigrations({ migrationsList, filters: NO_FILTERS }));
}

const records = (url: string) => query(url, "select * from _prisma_migrations order by migration_name");
const columns = (url: string) =>
  query(
    url,
    `select column_name, data_type, character_maximum_length, is_nullable, column_default
     from information_schema.columns where table_name = '_prisma_migrations' order by ordinal_position`,
  );

test("migrate applies nothing to a database that Prisma's engine migrated, and leaves its records unchanged", async () => {
  const url = await postgres.createDatabase();
  const migrations = await readMigrations();
  await migrateWithPrisma(url, migrations);
  const before = await records(url);
  expect(before.map((record) => record.checksum)).toEqual(migrations.map(({ sql }) => checksum(sql)));
  expect(await migrate(url)).toEqual([]);
  expect(await records(url)).toEqual(before);
  expect(await schemaDiff(url)).toBeNull();
});

test("migrate applies the remaining migrations to a database that Prisma's engine migrated in part", async () => {
  const url = await postgres.createDatabase();
  const migrations = await readMigrations();
  await migrateWithPrisma(url, migrations.slice(0, 2));
  const before = await records(url);
  expect(await migrate(url)).toEqual(migrations.slice(2).map(({ name }) => name));
  expect((await records(url)).slice(0, 2)).toEqual(before);
});

test("Prisma's engine reads the records and finds nothing to apply", async () => {
  const [migratedHere, migratedByPrisma] = [await postgres.createDatabase(), await postgres.createDatabase()];
  await migrate(migratedHere);
  const before = await records(migratedHere);
  await migrateWithPrisma(migratedHere, await readMigrations());
  expect(await records(migratedHere)).toEqual(before);
  await migrateWithPrisma(migratedByPrisma, await readMigrations());
  expect(await columns(migratedHere)).toEqual(await columns(migratedByPrisma));
  const facts = (rows: Record<string, unknown>[]) =>
    rows.map(({ checksum, migration_name, applied_steps_count, logs, rolled_back_at }) => ({
      checksum,
      migration_name,
      applied_steps_count,
      logs,
      rolled_back_at,
    }));
  expect(facts(before)).toEqual(facts(await records(migratedByPrisma)));
});
