import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

interface LockedPackage {
  version: string;
  integrity: string;
}

async function lockedPackage(root: string, name: string): Promise<LockedPackage> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage | undefined>;
  };
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`${name} is not in package-lock.json.`);
  return found;
}

/**
 * Returns the folder of a package in its locked version; packages of other platforms are cached in `.cache`.
 * @throws when the download fails or does not match the integrity in package-lock.json
 */
export async function packageFolder(root: string, name: string): Promise<string> {
  const installed = join(root, "node_modules", name);
  if (existsSync(join(installed, "package.json"))) return installed;
  const { version, integrity } = await lockedPackage(root, name);
  const cache = join(root, ".cache", "packages");
  const cached = join(cache, `${name.replaceAll("/", "+")}@${version}`);
  if (existsSync(join(cached, "package.json"))) return cached;

  await mkdir(cache, { recursive: true });
  const download = await mkdtemp(join(cache, "download-"));
  try {
    const npm = process.env.npm_execpath ? [process.env.npm_execpath] : null;
    const pack = ["pack", `${name}@${version}`, "--silent", "--pack-destination", download];
    const { stdout } = npm
      ? await run(process.execPath, [...npm, ...pack], { cwd: root })
      : await run("npm", pack, { cwd: root, shell: process.platform === "win32" });
    const tarball = join(download, stdout.trim().split("\n").at(-1) ?? "");
    const [algorithm = "", expected] = integrity.split("-", 2);
    const actual = createHash(algorithm)
      .update(await readFile(tarball))
      .digest("base64");
    if (actual !== expected)
      throw new Error(`The download of ${name}@${version} does not match package-lock.json.`);
    await run("tar", ["-xzf", tarball, "-C", download]);
    await rm(cached, { recursive: true, force: true });
    await rename(join(download, "package"), cached);
    return cached;
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}
