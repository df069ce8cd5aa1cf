import type { onnx } from "onnx-proto";
import onnxProto from "onnx-proto";
import { encodeFloat16 } from "./float16";

const { TensorProto, AttributeProto, ModelProto } = onnxProto.onnx;
export const DataType = TensorProto.DataType;
const OPSET = 18;
const IR_VERSION = 8;

type Attribute = number | string | number[];

/**
 * Smaller constants keep single precision: shapes and scalars are folded or passed to operators that need it.
 */
const MIN_FLOAT16_VALUES = 64;

/** Builds an ONNX graph. The methods return the names of the tensors they add. */
export class OnnxGraph {
  readonly #nodes: onnx.INodeProto[] = [];
  readonly #constants: onnx.ITensorProto[] = [];
  readonly #shapes = new Map<string, string>();
  #names = 0;

  /** Adds a node and returns the names of its outputs. Numbers become INT attributes. */
  node(op: string, inputs: string[], attributes: Record<string, Attribute> = {}, outputs = 1): string[] {
    const names = Array.from({ length: outputs }, () => this.#name(op));
    this.#nodes.push({
      opType: op,
      input: inputs,
      output: names,
      attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    });
    return names;
  }

  /** Adds a node with one output and returns its name. */
  one(op: string, inputs: string[], attributes: Record<string, Attribute> = {}): string {
    return this.node(op, inputs, attributes)[0]!;
  }

  /**
   * Adds a constant. Weights that half precision represents exactly are stored so and cast to single
   * precision in the graph, where ONNX Runtime folds the cast when it opens the model.
   */
  constant(data: Float32Array | Int32Array | BigInt64Array, dims: number[]): string {
    if (data instanceof Float32Array) {
      const halves = data.length < MIN_FLOAT16_VALUES ? null : encodeFloat16(data);
      if (!halves) return this.#initializer(DataType.FLOAT, data, dims);
      return this.one("Cast", [this.#initializer(DataType.FLOAT16, halves, dims)], { to: DataType.FLOAT });
    }
    return this.#initializer(data instanceof Int32Array ? DataType.INT32 : DataType.INT64, data, dims);
  }

  /** Adds a one-dimensional INT64 constant (shapes, axes, sizes), or returns the equal one that exists. */
  int64(values: readonly number[]): string {
    const key = values.join();
    const name = this.#shapes.get(key) ?? this.constant(BigInt64Array.from(values, BigInt), [values.length]);
    this.#shapes.set(key, name);
    return name;
  }

  /** Returns the bytes of a model with one FLOAT output and no declared input. */
  serialize(output: { name: string; from: string }): Uint8Array {
    this.#nodes.push({ opType: "Identity", input: [output.from], output: [output.name] });
    return ModelProto.encode({
      irVersion: IR_VERSION,
      opsetImport: [{ domain: "", version: OPSET }],
      graph: {
        name: "graph",
        node: this.#nodes,
        initializer: this.#constants,
        output: [{ name: output.name, type: { tensorType: { elemType: DataType.FLOAT } } }],
      },
    }).finish();
  }

  #initializer(dataType: number, data: ArrayBufferView, dims: number[]): string {
    const name = this.#name("const");
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#constants.push({ name, dims, dataType, rawData });
    return name;
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}_${this.#names}`;
  }
}

function attribute(name: string, value: Attribute): onnx.IAttributeProto {
  const { AttributeType } = AttributeProto;
  if (typeof value === "string") {
    return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  }
  if (typeof value === "number") return { name, type: AttributeType.INT, i: value };
  return { name, type: AttributeType.INTS, ints: value };
}
