import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { noticeOf } from "./notice";

test("NOTICE lists every package of the lock file: run npm run notice after a change of dependencies", async () => {
  const lockfile = JSON.parse(await readFile("package-lock.json", "utf8"));
  expect(await readFile("NOTICE", "utf8")).toBe(noticeOf(lockfile));
});

test("a package without a licence is refused until its licence is known", () => {
  const lockfile = { packages: { "node_modules/unknown-licence": { version: "1.0.0" } } };
  expect(() => noticeOf(lockfile)).toThrow("unknown-licence@1.0.0 declares no licence");
});

test("a package used only in development is not listed", () => {
  const lockfile = {
    packages: { "node_modules/only-for-tests": { version: "1.0.0", license: "MIT", dev: true } },
  };
  expect(noticeOf(lockfile)).not.toContain("only-for-tests");
});
