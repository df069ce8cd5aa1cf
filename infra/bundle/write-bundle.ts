import { cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { build } from "esbuild";
import { type Arch, BUNDLES, type Bundle, type BundleName, type Piece } from "./functions";
import { packageFolder } from "./locked-package";

/** What Lambda takes, all layers together: 250 MB, which it counts in powers of two. */
export const LAMBDA_MAX_BYTES = 250 * 1024 ** 2;

const NOT_RUN = /\.(map|md|markdown|d\.[cm]?ts|tsbuildinfo)$|^(docs?|src|test|tests|examples?)\//i;

/** CommonJS packages inside an ES module still ask for Node's own modules with `require`. */
const REQUIRE = `import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);`;

async function copyPiece(root: string, piece: Piece, target: string): Promise<void> {
  const from = await packageFolder(root, piece.name);
  const keep = piece.keep ?? ((file) => !NOT_RUN.test(file));
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(from, path).split(sep).join("/");
    const always = file === "package.json" || /^licen[cs]e/i.test(file);
    if (file.startsWith("node_modules/") || !(always || keep(file))) continue;
    const to = join(target, "node_modules", piece.name, file);
    await mkdir(dirname(to), { recursive: true });
    await cp(path, to);
  }
}

/** Bytes of all files under `folder`, as Lambda counts them when it unpacks. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Writes one function into `target`, made anew: `index.mjs`, which exports `handler`, and what must lie beside it, for
 * Linux on `arch`. Nothing of it leads back into this repository. Returns its size in bytes.
 */
export async function writeBundle(options: {
  root: string;
  name: BundleName;
  arch: Arch;
  target: string;
}): Promise<number> {
  const { root, name, arch, target } = options;
  const bundle: Bundle = BUNDLES[name];
  const pieces = bundle.pieces(arch);
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
    // Readable traces; Lambda reads a file of this size in no time.
    minify: false,
    legalComments: "eof",
    // The native variant of the database's driver is optional and not installed.
    external: [...pieces.flatMap((piece) => [piece.name, `${piece.name}/*`]), "pg-native"],
    logLevel: "warning",
  });
  for (const piece of pieces) await copyPiece(root, piece, target);
  for (const [to, from] of Object.entries(bundle.beside)) {
    await cp(join(root, from), join(target, to), { recursive: true });
  }
  return folderBytes(target);
}
