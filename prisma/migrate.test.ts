import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyFreePorts } from "@/local/ports";
import { type LocalPostgres, startPostgres } from "@/local/postgres";
import { readMigrations } from "./folder";
import { migrate, pendingSql } from "./migrate";

let folder: string;
let postgres: LocalPostgres;

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
});

test("the migrations build exactly the data model, and running them again changes nothing", async () => {
  expect(await pendingSql(postgres.url)).toContain("CREATE TABLE");
  // Two deployments at once: one of them applies, the other finds nothing left to do.
  const applied = await Promise.all([migrate(postgres.url), migrate(postgres.url)]);
  const { migrationDirectories } = await readMigrations();
  expect(applied.flat()).toEqual(migrationDirectories.map(({ path }) => path));
  expect(await pendingSql(postgres.url)).toBeNull();
  expect(await migrate(postgres.url)).toEqual([]);
});
