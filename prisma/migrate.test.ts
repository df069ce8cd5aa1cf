import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { query, startTestPostgres, type TestPostgres } from "@/tests/empty-databases";
import { copyFirstMigrations } from "@/tests/migrations";
import { grantToApp } from "./app-role";
import { migrate } from "./migrate";
import { readMigrations } from "./migration-files";
import { schemaDiff } from "./schema-engine";

const OWN = "99999999999999_own";
let postgres: TestPostgres;
let url: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);

afterAll(() => postgres.stop(), 60_000);

beforeEach(async () => {
  url = await postgres.createDatabase();
});

/** Copies the first `count` migrations into a new folder, and adds one named `name` with the script `own`. */
async function someMigrations(count: number, own?: string, name = OWN): Promise<string> {
  const target = await copyFirstMigrations(count, await mkdtemp(join(postgres.folder, "migrations-")));
  if (own === undefined) return target;
  await mkdir(join(target, name));
  await writeFile(join(target, name, "migration.sql"), own);
  return target;
}

const names = async () => (await readMigrations()).map(({ name }) => name);

/** Returns every column of the database and every record of a migration. */
const shape = (at: string) =>
  query(
    at,
    `select table_schema, table_name, column_name, data_type, column_default from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema')
     union all select 'migration', migration_name, checksum, finished_at::text, logs from public._prisma_migrations
     order by 1, 2, 3`,
  );

test("the migrations create exactly the Prisma schema, and concurrent and repeated runs apply each one once", async () => {
  expect(await schemaDiff(url)).toContain("CREATE TABLE");
  const applied = await Promise.all([migrate(url), migrate(url)]);
  expect(applied.flat()).toEqual(await names());
  expect(await schemaDiff(url)).toBeNull();
  const before = await shape(url);
  expect(await migrate(url)).toEqual([]);
  expect(await shape(url)).toEqual(before);
});

test("a database of the previous version gets the new migration and keeps its rows", async () => {
  const all = await names();
  expect(await migrate(url, { folder: await someMigrations(all.length - 1) })).toEqual(all.slice(0, -1));
  await query(url, `insert into "Team" ("id", "name") values (gen_random_uuid(), 'Racers')`);
  expect(await migrate(url)).toEqual(all.slice(-1));
  expect(await query(url, `select "name" from "Team"`)).toEqual([{ name: "Racers" }]);
  expect(await schemaDiff(url)).toBeNull();
});

test("an older version leaves a newer database unchanged", async () => {
  await migrate(url);
  const before = await shape(url);
  expect(await migrate(url, { folder: await someMigrations(1) })).toEqual([]);
  expect(await shape(url)).toEqual(before);
});

describe("a migration that fails", () => {
  const BROKEN = `
    CREATE TABLE "Half" ("id" int);
    ALTER TABLE "Run" ADD COLUMN "half" text DEFAULT 'a;b';
    ALTER TABLE "NoSuchTable" ADD COLUMN "x" int;`;

  test("throws with the name and the reason and leaves the database unchanged", async () => {
    await migrate(url);
    const before = await shape(url);
    const count = (await names()).length;
    await expect(migrate(url, { folder: await someMigrations(count, BROKEN) })).rejects.toThrow(
      new RegExp(`Migration ${OWN} failed: .*NoSuchTable`),
    );
    expect(await shape(url)).toEqual(before);
  });

  test("can be corrected and applied", async () => {
    const count = (await names()).length;
    await expect(migrate(url, { folder: await someMigrations(count, BROKEN) })).rejects.toThrow();
    const corrected = `
      CREATE FUNCTION "shout"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END; $$;
      CREATE TRIGGER "loud" BEFORE INSERT ON "Team" FOR EACH ROW EXECUTE FUNCTION "shout"();`;
    expect(await migrate(url, { folder: await someMigrations(count, corrected) })).toEqual([OWN]);
    await query(url, `insert into "Team" ("id", "name") values (gen_random_uuid(), 'racers')`);
    expect(await query(url, `select "name" from "Team"`)).toEqual([{ name: "RACERS" }]);
  });

  test("is applied again when the process stopped before its end", async () => {
    await migrate(url);
    await query(
      url,
      `insert into _prisma_migrations (id, checksum, migration_name, started_at) values ('x', 'y', '${OWN}', now())`,
    );
    const count = (await names()).length;
    const own = await someMigrations(count, `CREATE TABLE "Late" ("id" int);`);
    expect(await migrate(url, { folder: own })).toEqual([OWN]);
  });
});

describe("a migration that begins with -- no-transaction", () => {
  const SCRIPT = `-- no-transaction
    create index concurrently if not exists "Team_name_idx" on "Team" ("name"); -- one; statement
    create index concurrently if not exists "Racer_name_idx" on "Racer" ("name");`;

  test("runs outside a transaction, once, when two runners start together", async () => {
    await migrate(url);
    const folder = await someMigrations((await names()).length, SCRIPT);
    const applied = await Promise.all([migrate(url, { folder }), migrate(url, { folder })]);
    expect(applied.flat()).toEqual([OWN]);
    expect(
      await query(
        url,
        `select indexname from pg_indexes where indexname in ('Team_name_idx', 'Racer_name_idx')`,
      ),
    ).toHaveLength(2);
  });

  test("is recorded with its error when it fails half-way, and is applied from its start afterwards", async () => {
    await migrate(url);
    const count = (await names()).length;
    const broken = SCRIPT.replace(`"Racer" ("name")`, `"Racer" ("nickname")`);
    await expect(migrate(url, { folder: await someMigrations(count, broken) })).rejects.toThrow(/nickname/);
    const record = `select finished_at, logs from _prisma_migrations where migration_name = '${OWN}'`;
    expect(await query(url, record)).toEqual([
      { finished_at: null, logs: expect.stringContaining("nickname") },
    ]);
    expect(await migrate(url, { folder: await someMigrations(count, SCRIPT) })).toEqual([OWN]);
    expect(await query(url, record)).toEqual([{ finished_at: expect.any(Date), logs: null }]);
  });
});

describe("a history that does not match the files", () => {
  test("is refused when an applied migration was changed", async () => {
    const count = (await names()).length;
    await migrate(url, { folder: await someMigrations(count, "select 1;") });
    const before = await shape(url);
    const folder = await someMigrations(count, "select 2;");
    await expect(migrate(url, { folder })).rejects.toThrow(`${OWN} was changed after it was applied`);
    expect(await shape(url)).toEqual(before);
  });

  test("is accepted when only the line endings were changed", async () => {
    const count = (await names()).length;
    await migrate(url, { folder: await someMigrations(count, "select 1;\n") });
    expect(await migrate(url, { folder: await someMigrations(count, "select 1;\r\n") })).toEqual([]);
  });

  test("is refused when an applied migration is missing between others", async () => {
    const count = (await names()).length;
    await migrate(url, { folder: await someMigrations(count, "select 1;", "20000101000000_first") });
    await expect(migrate(url)).rejects.toThrow("20000101000000_first is applied to the database but missing");
  });

  test("is refused when an applied migration is missing and another one is to be applied", async () => {
    const count = (await names()).length;
    await migrate(url, { folder: await someMigrations(count, "select 1;") });
    const folder = await someMigrations(count, "create table never (id int);", "88888888888888_other");
    await expect(migrate(url, { folder })).rejects.toThrow(`${OWN} is applied to the database but missing`);
    expect(await query(url, "select to_regclass('never') as never")).toEqual([{ never: null }]);
  });

  test("is refused when Prisma recorded a failure, until it is marked as rolled back", async () => {
    await migrate(url);
    await query(
      url,
      `insert into _prisma_migrations (id, checksum, migration_name, logs) values ('x', 'y', '${OWN}', 'no such column')`,
    );
    const folder = await someMigrations((await names()).length, "select 1;");
    const error: Error = await migrate(url, { folder }).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(error.message).toContain("failed earlier and may be half applied: no such column");
    await query(url, error.message.split("then run: ")[1] ?? "");
    expect(await migrate(url, { folder })).toEqual([OWN]);
  });
});

describe("the application's role", () => {
  const asApp = () => {
    const address = new URL(url);
    address.username = "skiracer_app";
    address.password = "test";
    return address.href;
  };
  const grant = (schema = "public") =>
    migrate(url, { schema, afterwards: (client) => grantToApp(client, "skiracer_app", schema) });

  test("reads and writes rows, also of later tables, and cannot change a table", async () => {
    await Promise.all([grant(), grant()]);
    await query(url, "alter role skiracer_app password 'test'");
    await query(url, `create table "Later" ("id" serial primary key, "name" text)`);

    await query(asApp(), `insert into "Team" ("id", "name") values (gen_random_uuid(), 'Racers')`);
    await query(asApp(), `update "Team" set "name" = 'Racers 2'`);
    expect(await query(asApp(), `select "name" from "Team"`)).toEqual([{ name: "Racers 2" }]);
    await query(asApp(), `delete from "Team"`);
    await query(asApp(), `insert into "Later" ("name") values ('x')`);

    for (const forbidden of [
      `create table "Own" ("id" int)`,
      `create schema "own"`,
      `alter table "Team" add column "x" int`,
      `alter table "Team" disable trigger all`,
      `create index on "Team" ("name")`,
      `drop table "Team"`,
      `truncate "Team" cascade`,
      `drop schema public cascade`,
      `delete from _prisma_migrations`,
      "create role other",
      "alter role skiracer_app superuser",
    ]) {
      await expect(query(asApp(), forbidden), forbidden).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  test("signs in by IAM where the database has the role rds_iam", async () => {
    await query(url, "create role rds_iam");
    await grant();
    const members = await query(url, `select pg_has_role('skiracer_app', 'rds_iam', 'member') as iam`);
    expect(members).toEqual([{ iam: true }]);
    await query(url, "revoke rds_iam from skiracer_app; drop role rds_iam");
  });
});

test("the schema of a preview is migrated and granted without a change to the others", async () => {
  await migrate(url);
  const before = await shape(url);
  const grants = {
    schema: "preview_7",
    afterwards: (c: pg.ClientBase) => grantToApp(c, "skiracer_app", "preview_7"),
  };
  expect(await migrate(url, grants)).toEqual(await names());
  expect(await migrate(url, grants)).toEqual([]);
  const tables = await query<{ schema: string; tables: string }>(
    url,
    `select table_schema as schema, string_agg(table_name || '.' || column_name, ' ' order by table_name, column_name) as tables
     from information_schema.columns where table_schema in ('public', 'preview_7') group by 1 order by 1`,
  );
  expect(tables[0]?.tables).toBe(tables[1]?.tables);
  expect((await shape(url)).filter((row) => row.table_schema !== "preview_7")).toEqual(before);
});
