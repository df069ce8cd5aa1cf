import { cp, readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { folderBytes } from "@/infra/bundle/write-bundle";

/** Limit of an Amplify compute bundle: 220 MiB. */
const MAX_BYTES = 220 * 1024 ** 2;
/** Names of the symlinks that Turbopack makes for packages, which break the deployment. */
const HASHED = /-[0-9a-f]{16}$/;

/**
 * Copies the standalone server and the static files of a build into `target`. Returns the size of the server
 * in bytes.
 * @throws when Amplify would refuse the build
 */
export async function extractServer(artifacts: string, target: string): Promise<number> {
  const standalone = join(artifacts, "standalone");
  await checkLinks(standalone);
  const sizeBytes = await folderBytes(standalone);
  if (sizeBytes > MAX_BYTES) {
    throw new Error(`The build has ${sizeBytes} bytes; Amplify accepts ${MAX_BYTES}.`);
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
    if (inModules && HASHED.test(entry.name)) throw new Error(`${path} is a symlink made by Turbopack.`);
    if (!entry.isSymbolicLink()) continue;
    const linked = await realpath(path).catch(() => null);
    if (!linked?.startsWith(`${await realpath(folder)}${sep}`)) {
      throw new Error(`${path} links to ${await readlink(path)}, which is outside the build.`);
    }
  }
}

/** Returns the files under `folder` that contain one of `secrets`. */
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
