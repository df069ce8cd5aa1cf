import type { BundleName } from "./bundles";

export const ARCHITECTURES = ["arm64", "x64"] as const;
export type Arch = (typeof ARCHITECTURES)[number];

/** A package that is copied instead of bundled, because it loads native code or data from its own folder. */
export interface CopiedPackage {
  name: string;
  /** Selects its files by their path in the package; by default all but documentation and types. */
  keep?: (file: string) => boolean;
}

/** The parts of one Lambda function. */
export interface Bundle {
  /** Entry points by the name of the bundled file. `index` exports `handler`. */
  entries: { index: string; [file: string]: string };
  packages: (arch: Arch) => CopiedPackage[];
  /** Files and folders of this repository to copy, by their path in the bundle. */
  files: Record<string, string>;
}

const workerPackages = (arch: Arch): CopiedPackage[] => [
  {
    name: "onnxruntime-node",
    keep: (file) => /^dist\/.*\.js$/.test(file) || file.startsWith(`bin/napi-v6/linux/${arch}/`),
  },
  { name: "onnxruntime-common", keep: (file) => /^dist\/cjs\/.*\.js(on)?$/.test(file) },
  { name: "piscina", keep: (file) => /^dist\/.*\.m?js$/.test(file) },
  { name: "node-av", keep: (file) => /^dist\/.*\.js$/.test(file) },
  { name: `@seydx/node-av-linux-${arch}` },
  { name: "sharp", keep: (file) => /^dist\/.*\.[cm]?js$/.test(file) },
  { name: "@img/colour" },
  { name: "detect-libc" },
  { name: "semver" },
  { name: `@img/sharp-linux-${arch}` },
  { name: `@img/sharp-libvips-linux-${arch}` },
  { name: "@expo-google-fonts/inter", keep: (file) => file === "600SemiBold/Inter_600SemiBold.ttf" },
  { name: "libheif-js", keep: (file) => file === "libheif-wasm/libheif-bundle.js" },
];

/** The Lambda functions. */
export const BUNDLES: Readonly<Record<BundleName, Bundle>> = {
  worker: {
    // Containers start `poll.mjs`.
    entries: { index: "workers/analyze/lambda.ts", poll: "workers/poll.ts" },
    packages: workerPackages,
    files: {
      "inference-thread.mjs": "lib/adapters/pose/inference-thread.mjs",
      "fonts.conf": "lib/adapters/media/stills/fonts.conf",
      models: "lib/adapters/pose/models",
    },
  },
  reconcile: { entries: { index: "workers/reconcile/handler.ts" }, packages: () => [], files: {} },
  migrate: {
    entries: { index: "prisma/migrate-handler.ts" },
    packages: () => [],
    files: { migrations: "prisma/migrations" },
  },
};
