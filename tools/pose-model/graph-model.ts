import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { decodeFloat16 } from "./float16";

const attributeSchema = z.object({
  /** TF.js writes 64-bit integers as strings and bytes as base64. */
  i: z.union([z.string(), z.number()]).optional(),
  f: z.number().optional(),
  b: z.boolean().optional(),
  s: z.string().optional(),
  type: z.union([z.string(), z.number()]).optional(),
  list: z
    .object({
      i: z.array(z.union([z.string(), z.number()])).optional(),
      s: z.array(z.string()).optional(),
    })
    .optional(),
});

const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attributeSchema).default({}),
});

const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int()),
  dtype: z.enum(["float32", "int32"]),
  quantization: z
    .discriminatedUnion("dtype", [
      z.object({ dtype: z.literal("float16") }),
      z.object({ dtype: z.enum(["uint8", "uint16"]), min: z.number(), scale: z.number() }),
    ])
    .optional(),
});

const tensorInfoSchema = z.object({ name: z.string() });
const modelSchema = z.object({
  format: z.literal("graph-model"),
  signature: z.object({
    inputs: z.record(z.string(), tensorInfoSchema),
    outputs: z.record(z.string(), tensorInfoSchema),
  }),
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(weightSchema) })),
});

export type GraphNode = z.infer<typeof nodeSchema>;
type WeightSpec = z.infer<typeof weightSchema>;

export interface Weight {
  shape: number[];
  data: Float32Array | Int32Array;
}

/** A TF.js graph model: its nodes in order of execution and its constants by node name. */
export interface GraphModel {
  nodes: GraphNode[];
  weights: Map<string, Weight>;
  input: string;
  output: string;
}

/**
 * Reads a TF.js graph model and its weight files, with float16, uint8 and uint16 weights dequantized.
 * @throws when the files are not a graph model with one input and one output
 */
export async function readGraphModel(jsonPath: string): Promise<GraphModel> {
  const model = modelSchema.parse(JSON.parse(await readFile(jsonPath, "utf8")));
  const weights = new Map<string, Weight>();
  for (const group of model.weightsManifest) {
    const files = await Promise.all(
      group.paths.map((file) => readFile(path.join(path.dirname(jsonPath), file))),
    );
    readGroup(Buffer.concat(files), group.weights, weights);
  }
  return {
    nodes: model.modelTopology.node,
    weights,
    input: onlyName(model.signature.inputs, "input"),
    output: onlyName(model.signature.outputs, "output"),
  };
}

function onlyName(infos: Record<string, { name: string }>, what: string): string {
  const [info, ...others] = Object.values(infos);
  if (!info || others.length > 0) throw new Error(`The model has not exactly one ${what}`);
  return info.name.replace(/:0$/, "");
}

function readGroup(bytes: Buffer, specs: WeightSpec[], into: Map<string, Weight>): void {
  let offset = 0;
  for (const spec of specs) {
    const count = spec.shape.reduce((product, size) => product * size, 1);
    const sizeBytes = count * BYTES[spec.quantization?.dtype ?? spec.dtype];
    if (offset + sizeBytes > bytes.length) throw new Error(`The weight files end before ${spec.name}`);
    // Copied to align it: a typed array starts at a multiple of its element size.
    const buffer = new Uint8Array(bytes.subarray(offset, offset + sizeBytes)).buffer;
    into.set(spec.name, { shape: spec.shape, data: decode(buffer, spec) });
    offset += sizeBytes;
  }
}

const BYTES = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1 } as const;

function decode(buffer: ArrayBuffer, spec: WeightSpec): Float32Array | Int32Array {
  const { quantization } = spec;
  if (!quantization) return spec.dtype === "int32" ? new Int32Array(buffer) : new Float32Array(buffer);
  if (quantization.dtype === "float16") return decodeFloat16(new Uint16Array(buffer));
  const levels = quantization.dtype === "uint8" ? new Uint8Array(buffer) : new Uint16Array(buffer);
  const { min, scale } = quantization;
  return spec.dtype === "int32"
    ? Int32Array.from(levels, (level) => Math.round(level * scale + min))
    : Float32Array.from(levels, (level) => level * scale + min);
}
