import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUNDLES, type BundleName } from "@/infra/bundle/functions";
import { packageFolder } from "@/infra/bundle/locked-package";
import { LAMBDA_MAX_BYTES, writeBundle } from "@/infra/bundle/write-bundle";

const names = Object.keys(BUNDLES) as BundleName[];
const root = process.cwd();

/** Whether every native part for AWS's processor is here, or can be fetched from the registry, which is done once. */
async function partsAreHere(): Promise<boolean> {
  try {
    for (const { name } of names.flatMap((bundle) => BUNDLES[bundle].pieces("arm64"))) {
      await packageFolder(root, name);
    }
    return true;
  } catch (error) {
    // Without a network it is not this machine's to say; where a deployment comes from, it has to be.
    if (process.env.CI) throw error;
    return false;
  }
}

describe.runIf(await partsAreHere())("what AWS runs, on arm64, whatever this machine is", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ski-racer-sizes-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(names)("%s fits into Lambda, with no native part of another processor", async (name) => {
    const target = join(folder, name);
    const bytes = await writeBundle({ root, name, arch: "arm64", target });
    console.log(`${name}: ${(bytes / 1024 ** 2).toFixed(1)} MB of 250`);
    expect(bytes).toBeLessThan(LAMBDA_MAX_BYTES);
    const files = await readdir(target, { recursive: true });
    expect(
      files.filter((file) => /(linux|darwin|win32)[-/\\](x64|ia32)|(darwin|win32)[-/\\]arm64/.test(file)),
    ).toEqual([]);
    if (name === "worker") expect(files.some((file) => /linux[-/\\]arm64/.test(file))).toBe(true);
  });
});
