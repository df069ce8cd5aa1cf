import type { GraphNode, Weight } from "../graph-model";
import type { OnnxGraph } from "../onnx-graph";

/** The node to convert and its graph. */
export interface Conversion {
  graph: OnnxGraph;
  node: GraphNode;
  /** Returns the ONNX name of an input; adds it to the graph when it is an unused constant. */
  input(index: number): string;
  inputs(): string[];
  /** Returns the constant value of an input, if it has one. */
  constant(index: number): Weight | undefined;
  /** Returns the constant value of an input. @throws when it is computed */
  weight(index: number): Weight;
  /** Returns the name of an input as an INT64 tensor. */
  int64(index: number): string;
}

/** Adds the ONNX nodes of one TF.js node and returns the names of its outputs in the order of TF.js. */
export type Emitter = (conversion: Conversion) => string[];

export const integers = (conversion: Conversion, input: number): number[] =>
  Array.from(conversion.weight(input).data);

export const integer = (conversion: Conversion, input: number): number => integers(conversion, input)[0]!;

export const intAttribute = ({ node }: Conversion, name: string, fallback = 0): number =>
  Number(node.attr[name]?.i ?? fallback);

export const listAttribute = ({ node }: Conversion, name: string): number[] =>
  (node.attr[name]?.list?.i ?? []).map(Number);

export const flagAttribute = ({ node }: Conversion, name: string): boolean => node.attr[name]?.b ?? false;

export const textAttribute = ({ node }: Conversion, name: string): string => text(node.attr[name]?.s ?? "");
export const textsAttribute = ({ node }: Conversion, name: string): string[] =>
  (node.attr[name]?.list?.s ?? []).map(text);

/** TF.js stores strings as base64 of UTF-8. */
const text = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");

/** TF.js files give tensor types by name or by their number in the enum of TensorFlow. */
export function typeAttribute({ node }: Conversion, name: string): TensorFlowType {
  const value = node.attr[name]?.type;
  const type = typeof value === "number" ? TYPE_NUMBERS[value] : value;
  if (type === "DT_FLOAT" || type === "DT_INT32" || type === "DT_BOOL") return type;
  throw new Error(`${node.op} ${node.name}: tensor type ${value} has no conversion to ONNX`);
}

type TensorFlowType = "DT_FLOAT" | "DT_INT32" | "DT_BOOL";
const TYPE_NUMBERS: Record<number, TensorFlowType> = { 1: "DT_FLOAT", 3: "DT_INT32", 10: "DT_BOOL" };
