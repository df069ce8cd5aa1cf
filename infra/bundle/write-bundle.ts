import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { build } from "esbuild";
import type { BundleName } from "./bundles";
import { type Arch, BUNDLES, type CopiedPackage } from "./functions";
import { packageFolder } from "./locked-package";

/** Lambda limit of an unpacked function with its layers: 250 MiB. */
export const LAMBDA_MAX_BYTES = 250 * 1024 ** 2;

const NOT_RUNTIME = /\.(map|md|markdown|d\.[cm]?ts|tsbuildinfo)$|^(docs?|src|test|tests|examples?)\//i;

/** Bundled CommonJS packages load Node's built-in modules by `require`. */
const REQUIRE = `import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);`;

async function copyPackage(root: string, copied: CopiedPackage, target: string): Promise<void> {
  const from = await packageFolder(root, copied.name);
  const keep = copied.keep ?? ((file) => !NOT_RUNTIME.test(file));
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(from, path).split(sep).join("/");
    const always = file === "package.json" || /^licen[cs]e/i.test(file);
    if (file.startsWith("node_modules/") || !(always || keep(file))) continue;
    const to = join(target, "node_modules", copied.name, file);
    await mkdir(dirname(to), { recursive: true });
    await cp(path, to);
  }
}

/** Returns the bytes of all files under `folder`, as Lambda counts them. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Writes one function for Linux on `arch` into `target`, replacing the folder: `index.mjs`, which exports
 * `handler`, and the packages and files it loads. Returns its size in bytes.
 */
export async function writeBundle(options: {
  root: string;
  name: BundleName;
  arch: Arch;
  target: string;
}): Promise<number> {
  const { root, name, arch, target } = options;
  const bundle = BUNDLES[name];
  const packages = bundle.packages(arch);
  await rm(target, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: bundle.entries,
    outdir: target,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node24",
    format: "esm",
    banner: { js: REQUIRE },
    // Stack traces stay readable.
    minify: false,
    legalComments: "eof",
    // pg-native is an optional dependency of pg that is not installed.
    external: [...packages.flatMap(({ name }) => [name, `${name}/*`]), "pg-native"],
    logLevel: "warning",
  });
  for (const copied of packages) await copyPackage(root, copied, target);
  for (const [to, from] of Object.entries(bundle.files)) {
    if (!existsSync(join(root, from))) throw new Error(`${from} is missing. Run \`npm run generate\`.`);
    await cp(join(root, from), join(target, to), { recursive: true });
  }
  return folderBytes(target);
}
