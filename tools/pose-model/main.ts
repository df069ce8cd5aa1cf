import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MODELS_FOLDER, type PoseModelName } from "@/lib/adapters/pose/model-file";
import { readGraphModel } from "./graph-model";
import { sourceModelFile } from "./source-model";
import { toOnnx } from "./to-onnx";

const NAMES: PoseModelName[] = ["movenet-thunder", "movenet-multipose"];

await mkdir(MODELS_FOLDER, { recursive: true });
for (const name of NAMES) {
  const file = join(MODELS_FOLDER, `${name}.onnx`);
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, toOnnx(await readGraphModel(sourceModelFile(name))));
  await rename(temporary, file);
}
