import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleFolder, hashOfMigrations } from "./bundles";

const root = mkdtempSync(join(tmpdir(), "ski-racer-bundles-"));
const sources = { root, bundles: join(root, "dist"), migrations: join(root, "migrations") };

function addMigration(name: string, sql: string): void {
  mkdirSync(join(sources.migrations, name), { recursive: true });
  writeFileSync(join(sources.migrations, name, "migration.sql"), sql);
}

test("throws with the command to run when a bundle was not built", () => {
  expect(() => bundleFolder(sources, "worker")).toThrow(/worker is not built yet\. Run `npm run bundle`/);
});

test("the hash changes with a new and with a changed migration only", () => {
  addMigration("1_first", "select 1;");
  const first = hashOfMigrations(sources);
  expect(hashOfMigrations(sources)).toBe(first);
  addMigration("2_second", "select 2;");
  const second = hashOfMigrations(sources);
  addMigration("2_second", "select 3;");
  expect(new Set([first, second, hashOfMigrations(sources)]).size).toBe(3);
});
