import { globSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BundleName } from "@/infra/bundle/bundles";
import { BUNDLES } from "@/infra/bundle/functions";
import { packageFolder } from "@/infra/bundle/locked-package";
import { folderBytes, LAMBDA_MAX_BYTES, writeBundle } from "@/infra/bundle/write-bundle";

const names = Object.keys(BUNDLES) as BundleName[];
const root = process.cwd();
const inMb = (bytes: number) => (bytes / 1024 ** 2).toFixed(1);

/** Whether every native package for arm64 is installed, cached or can be downloaded. */
async function hasPackages(): Promise<boolean> {
  try {
    for (const { name } of names.flatMap((bundle) => BUNDLES[bundle].packages("arm64"))) {
      await packageFolder(root, name);
    }
    return true;
  } catch (error) {
    // A developer may be offline; CI must test the bundles.
    if (process.env.CI) throw error;
    return false;
  }
}

/** Returns one line per package, per other folder, and for the bundled code, largest first. */
async function partSizes(bundle: string): Promise<string[]> {
  const packages = globSync("node_modules/{[!@]*,@*/*}", { cwd: bundle });
  const folders = globSync("*/", { cwd: bundle }).filter((name) => name !== "node_modules");
  const parts = await Promise.all(
    [...packages, ...folders].map(async (part) => ({ part, bytes: await folderBytes(join(bundle, part)) })),
  );
  const code = (await folderBytes(bundle)) - parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return [...parts, { part: "bundled code", bytes: code }]
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ part, bytes }) => `  ${inMb(bytes).padStart(6)} MB  ${part.replace("node_modules/", "")}`);
}

describe.runIf(await hasPackages())("the Lambda functions for arm64", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ski-racer-sizes-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(names)(
    "%s is below the Lambda limit and has no native code for another processor",
    async (name) => {
      const target = join(folder, name);
      const bytes = await writeBundle({ root, name, arch: "arm64", target });
      const parts = await partSizes(target);
      console.log([`${name}: ${inMb(bytes)} MB of 250`, ...parts].join("\n"));
      expect(bytes).toBeLessThan(LAMBDA_MAX_BYTES);
      const files = await readdir(target, { recursive: true });
      expect(
        files.filter((file) => /(linux|darwin|win32)[-/\\](x64|ia32)|(darwin|win32)[-/\\]arm64/.test(file)),
      ).toEqual([]);
      if (name === "worker") expect(files.some((file) => /linux[-/\\]arm64/.test(file))).toBe(true);
    },
  );

  it("migrate contains no schema engine", async () => {
    const files = await readdir(join(folder, "migrate"), { recursive: true });
    expect(files.filter((file) => file.endsWith(".wasm"))).toEqual([]);
  });
});
