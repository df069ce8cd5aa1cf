import type { GraphNode, Weight } from "../graph-model";
import type { OnnxGraph } from "../onnx-graph";

/** What an emitter may ask about the node it converts. */
export interface Conversion {
  graph: OnnxGraph;
  node: GraphNode;
  /** The ONNX name of an input; asking for it is what writes a constant into the model. */
  input(index: number): string;
  inputs(): string[];
  /** The constant behind an input, if there is one. */
  constant(index: number): Weight | undefined;
  /** The constant behind an input, or an error: the op can only be converted when it is known beforehand. */
  weight(index: number): Weight;
  /** An input as an INT64 tensor. */
  int64(index: number): string;
}

/** Writes one TF.js node as ONNX nodes and answers with the names of its outputs, in TF.js's order. */
export type Emitter = (conversion: Conversion) => string[];

/** The whole numbers of a constant input. */
export const integers = (conversion: Conversion, input: number): number[] =>
  Array.from(conversion.weight(input).data);

/** The one whole number of a constant input. */
export const integer = (conversion: Conversion, input: number): number => integers(conversion, input)[0]!;

/** A whole number of the node; `otherwise` where it has none of that name. */
export const intAttribute = ({ node }: Conversion, name: string, otherwise = 0): number =>
  Number(node.attr[name]?.i ?? otherwise);

/** A list of whole numbers of the node; empty where it has none. */
export const listAttribute = ({ node }: Conversion, name: string): number[] =>
  (node.attr[name]?.list?.i ?? []).map(Number);

/** A flag of the node; false where it has none. */
export const flagAttribute = ({ node }: Conversion, name: string): boolean => node.attr[name]?.b ?? false;

/** Texts are kept as base64 of UTF-8. */
export const textAttribute = ({ node }: Conversion, name: string): string => text(node.attr[name]?.s ?? "");
/** A list of texts, kept likewise; empty where the node has none. */
export const textsAttribute = ({ node }: Conversion, name: string): string[] =>
  (node.attr[name]?.list?.s ?? []).map(text);

const text = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");

/** The first tensor is a number type of TensorFlow; names as in TF.js files, numbers as in its enum. */
export function typeAttribute({ node }: Conversion, name: string): TensorFlowType {
  const value = node.attr[name]?.type;
  const type = typeof value === "number" ? TYPE_NUMBERS[value] : value;
  if (type === "DT_FLOAT" || type === "DT_INT32" || type === "DT_BOOL") return type;
  throw new Error(`${node.op} ${node.name}: tensors of type ${value} cannot be converted`);
}

type TensorFlowType = "DT_FLOAT" | "DT_INT32" | "DT_BOOL";
const TYPE_NUMBERS: Record<number, TensorFlowType> = { 1: "DT_FLOAT", 3: "DT_INT32", 10: "DT_BOOL" };
