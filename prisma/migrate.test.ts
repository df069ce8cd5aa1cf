import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { anyFreePorts } from "@/local/ports";
import { type LocalPostgres, startPostgres } from "@/local/postgres";
import { firstMigrations } from "@/tests/migrations";
import { grantToApp } from "./app-role";
import { readMigrations } from "./folder";
import { migrate, pendingSql } from "./migrate";

let folder: string;
let postgres: LocalPostgres;
let url: string;
let databases = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ski-racer-migrate-"));
  postgres = await startPostgres({
    dataDir: join(folder, "postgres"),
    port: (await anyFreePorts()).postgres,
  });
}, 60_000);

afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

beforeEach(async () => {
  databases += 1;
  await query(postgres.url, `create database empty_${databases}`);
  url = postgres.url.replace(/[^/]*$/, `empty_${databases}`);
});

async function query<T extends pg.QueryResultRow>(at: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The migrations of this checkout, the first `count` of them, and one more of the test's own if given. */
async function someMigrations(count: number, own?: string): Promise<string> {
  const target = await firstMigrations(count, await mkdtemp(join(folder, "migrations-")));
  if (own === undefined) return target;
  await mkdir(join(target, "99999999999999_own"));
  await writeFile(join(target, "99999999999999_own", "migration.sql"), own);
  return target;
}

const names = async () => (await readMigrations()).migrationDirectories.map(({ path }) => path);

/** Everything the database knows of its own shape and of what was done to it. */
const shape = (at: string) =>
  query(
    at,
    `select table_schema, table_name, column_name, data_type, column_default from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema')
     union all select 'migration', migration_name, checksum, finished_at::text, logs from public._prisma_migrations
     order by 1, 2, 3`,
  );

test("the migrations build exactly the data model, and running them again changes nothing", async () => {
  expect(await pendingSql(url)).toContain("CREATE TABLE");
  // Two deployments at once: one of them applies, the other finds nothing left to do.
  const applied = await Promise.all([migrate(url), migrate(url)]);
  expect(applied.flat()).toEqual(await names());
  expect(await pendingSql(url)).toBeNull();
  const before = await shape(url);
  expect(await migrate(url)).toEqual([]);
  expect(await shape(url)).toEqual(before);
});

test("a database of the previous version gets what it lacks and keeps its rows", async () => {
  const all = await names();
  expect(await migrate(url, { folder: await someMigrations(all.length - 1) })).toEqual(all.slice(0, -1));
  await query(url, `insert into "Team" ("id", "name") values (gen_random_uuid(), 'Racers')`);
  expect(await migrate(url)).toEqual(all.slice(-1));
  expect(await query(url, `select "name" from "Team"`)).toEqual([{ name: "Racers" }]);
  expect(await pendingSql(url)).toBeNull();
});

test("a deployment that is rolled back meets a newer database and leaves it alone", async () => {
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

  test("throws, says why, and leaves the database as it was", async () => {
    await migrate(url);
    const before = await shape(url);
    const count = (await names()).length;
    await expect(migrate(url, { folder: await someMigrations(count, BROKEN) })).rejects.toThrow(
      /NoSuchTable/,
    );
    expect(await shape(url)).toEqual(before);
  });

  test("does not stand in the way of the one that mends it", async () => {
    const count = (await names()).length;
    await expect(migrate(url, { folder: await someMigrations(count, BROKEN) })).rejects.toThrow();
    const mended = `
      CREATE FUNCTION "shout"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END; $$;
      CREATE TRIGGER "loud" BEFORE INSERT ON "Team" FOR EACH ROW EXECUTE FUNCTION "shout"();`;
    expect(await migrate(url, { folder: await someMigrations(count, mended) })).toEqual([
      "99999999999999_own",
    ]);
    await query(url, `insert into "Team" ("id", "name") values (gen_random_uuid(), 'racers')`);
    expect(await query(url, `select "name" from "Team"`)).toEqual([{ name: "RACERS" }]);
  });

  test("counts as not done when the process dies in the middle of it", async () => {
    await migrate(url);
    await query(
      url,
      `insert into _prisma_migrations (id, checksum, migration_name, started_at) values ('x', 'y', '99999999999999_own', now())`,
    );
    const count = (await names()).length;
    const own = await someMigrations(count, `CREATE TABLE "Late" ("id" int);`);
    expect(await migrate(url, { folder: own })).toEqual(["99999999999999_own"]);
  });
});

describe("the application's role", () => {
  const asApp = () => {
    const place = new URL(url);
    place.username = "skiracer_app";
    place.password = "test";
    return place.href;
  };
  const grant = (schema = "public") =>
    migrate(url, { schema, afterwards: (client) => grantToApp(client, "skiracer_app", schema) });

  test("reads and writes rows, of tables to come too, and changes no table", async () => {
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

  test("signs in by IAM where the database knows that", async () => {
    await query(url, "create role rds_iam");
    await grant();
    const members = await query(url, `select pg_has_role('skiracer_app', 'rds_iam', 'member') as iam`);
    expect(members).toEqual([{ iam: true }]);
    await query(url, "revoke rds_iam from skiracer_app; drop role rds_iam");
  });
});

test("a preview's own schema is migrated and granted beside the others, and is as complete", async () => {
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
