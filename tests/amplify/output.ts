import { cp, readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { folderBytes } from "@/infra/bundle/write-bundle";

/** What Amplify takes as its compute bundle: 220 MB, counted in powers of two. */
const MAX_BYTES = 220 * 1024 ** 2;
/** How Turbopack names its links to packages; Amplify's bundler stumbles over them. */
const HASHED = /-[0-9a-f]{16}$/;

/**
 * Takes the output of a build apart as Amplify does: the standalone server into `target`, alone, and what its CDN serves
 * beside it. Returns the server's size in bytes.
 * @throws when Amplify would refuse it
 */
export async function takeServer(artifacts: string, target: string): Promise<number> {
  const standalone = join(artifacts, "standalone");
  await checkLinks(standalone);
  const sizeBytes = await folderBytes(standalone);
  if (sizeBytes > MAX_BYTES) {
    throw new Error(`The build is ${sizeBytes} bytes and Amplify takes ${MAX_BYTES}.`);
  }
  await rm(target, { recursive: true, force: true });
  await cp(standalone, target, { recursive: true, verbatimSymlinks: true });
  await cp(join(artifacts, "static"), join(target, ".next", "static"), { recursive: true });
  return sizeBytes;
}

async function checkLinks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const inModules = relative(folder, entry.parentPath).split(sep).includes("node_modules");
    if (inModules && HASHED.test(entry.name)) throw new Error(`${path} is a hashed link of Turbopack's.`);
    if (!entry.isSymbolicLink()) continue;
    const goal = await realpath(path).catch(() => null);
    if (!goal?.startsWith(`${await realpath(folder)}${sep}`)) {
      throw new Error(`${path} links to ${await readlink(path)}, which is not part of the build.`);
    }
  }
}

/** Files under `folder` that hold one of `secrets`. */
export async function filesWith(folder: string, secrets: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    if (secrets.some((secret) => content.includes(secret))) found.push(path);
  }
  return found;
}
