import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export type PoseModelName = "movenet-thunder" | "movenet-multipose";

/** Names of the input and the output in every model. */
export const MODEL_INPUT = "picture";
export const MODEL_OUTPUT = "result";

/** Models that `npm run generate` writes (tools/pose-model); in a bundle, a folder beside its file. */
export const MODELS_FOLDER = fileURLToPath(new URL("./models/", import.meta.url));

/**
 * Reads an ONNX model and declares its input as UINT8, 1 x height x width x 3, because ONNX Runtime folds
 * only fixed shapes. @throws Error with the command to run when the model was not generated
 */
export async function readModel(
  name: PoseModelName,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = `${MODELS_FOLDER}${name}.onnx`;
  if (!existsSync(file)) throw new Error(`${file} is missing. Run \`npm run generate\`.`);
  return Buffer.concat([await readFile(file), inputDeclaration([1, heightPx, widthPx, 3])]);
}

const UINT8 = 2;

/**
 * Encodes `ModelProto { graph { input } }` (onnx.proto). Parsers merge it into the model before it:
 * https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
function inputDeclaration(dims: number[]): Buffer {
  const shape = Buffer.concat(dims.map((size) => message(1, integer(1, size))));
  const tensorType = message(1, integer(1, UINT8), message(2, shape));
  return message(7, message(11, message(1, Buffer.from(MODEL_INPUT)), message(2, tensorType)));
}

const message = (field: number, ...parts: Buffer[]): Buffer => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([Buffer.of((field << 3) | 2), varint(bytes.length), bytes]);
};
const integer = (field: number, value: number): Buffer =>
  Buffer.concat([Buffer.of(field << 3), varint(value)]);
const varint = (value: number): Buffer =>
  value < 0x80 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 0x7f) | 0x80), varint(value >> 7)]);
