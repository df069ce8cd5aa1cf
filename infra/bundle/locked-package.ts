import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

interface Locked {
  version: string;
  integrity: string;
}

async function locked(root: string, name: string): Promise<Locked> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, Locked | undefined>;
  };
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`${name} is not in package-lock.json.`);
  return found;
}

/**
 * The folder of a package in the version of package-lock.json: the installed one, or, for one of another platform, which
 * npm does not install here, one fetched from the registry, checked against the lock and kept in `.cache`.
 * @throws when it cannot be fetched, or is not what was locked
 */
export async function packageFolder(root: string, name: string): Promise<string> {
  const installed = join(root, "node_modules", name);
  if (existsSync(join(installed, "package.json"))) return installed;
  const { version, integrity } = await locked(root, name);
  const cache = join(root, ".cache", "packages");
  const kept = join(cache, `${name.replaceAll("/", "+")}@${version}`);
  if (existsSync(join(kept, "package.json"))) return kept;

  await mkdir(cache, { recursive: true });
  const arriving = await mkdtemp(join(cache, "arriving-"));
  try {
    const npm = process.env.npm_execpath ? [process.env.npm_execpath] : null;
    const pack = ["pack", `${name}@${version}`, "--silent", "--pack-destination", arriving];
    const { stdout } = npm
      ? await run(process.execPath, [...npm, ...pack], { cwd: root })
      : await run("npm", pack, { cwd: root, shell: process.platform === "win32" });
    const tarball = join(arriving, stdout.trim().split("\n").at(-1) ?? "");
    const [algorithm = "", expected] = integrity.split("-", 2);
    const actual = createHash(algorithm)
      .update(await readFile(tarball))
      .digest("base64");
    if (actual !== expected) throw new Error(`${name}@${version} is not what package-lock.json locked.`);
    await run("tar", ["-xzf", tarball, "-C", arriving]);
    await rm(kept, { recursive: true, force: true });
    await rename(join(arriving, "package"), kept);
    return kept;
  } finally {
    await rm(arriving, { recursive: true, force: true });
  }
}
