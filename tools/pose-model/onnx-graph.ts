import type { onnx } from "onnx-proto";
import onnxProto from "onnx-proto";

const { TensorProto, AttributeProto, ModelProto } = onnxProto.onnx;
export const DataType = TensorProto.DataType;
const OPSET = 18;
const IR_VERSION = 8;

type Attribute = number | string | number[];

/** An ONNX graph under construction. Tensors are known by name; every method answers with the names it made. */
export class OnnxGraph {
  readonly #nodes: onnx.INodeProto[] = [];
  readonly #constants: onnx.ITensorProto[] = [];
  readonly #shapes = new Map<string, string>();
  #made = 0;

  /** Adds a node and names its outputs. Whole numbers become INT attributes; the floats used here are none. */
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

  /** Adds a node with one output. */
  one(op: string, inputs: string[], attributes: Record<string, Attribute> = {}): string {
    return this.node(op, inputs, attributes)[0]!;
  }

  constant(data: Float32Array | Int32Array | BigInt64Array, dims: number[]): string {
    const name = this.#name("const");
    this.#constants.push({
      name,
      dims,
      dataType:
        data instanceof Float32Array
          ? DataType.FLOAT
          : data instanceof Int32Array
            ? DataType.INT32
            : DataType.INT64,
      rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    });
    return name;
  }

  /** A one-dimensional INT64 constant, as ONNX wants for shapes, axes and sizes; equal ones are shared. */
  int64(values: readonly number[]): string {
    const key = values.join();
    const name = this.#shapes.get(key) ?? this.constant(BigInt64Array.from(values, BigInt), [values.length]);
    this.#shapes.set(key, name);
    return name;
  }

  /** The model as bytes, with one input of UINT8 and one output of FLOAT. */
  serialise(input: { name: string; dims: number[] }, output: { name: string; from: string }): Uint8Array {
    this.#nodes.push({ opType: "Identity", input: [output.from], output: [output.name] });
    return ModelProto.encode({
      irVersion: IR_VERSION,
      opsetImport: [{ domain: "", version: OPSET }],
      graph: {
        name: "graph",
        node: this.#nodes,
        initializer: this.#constants,
        input: [
          {
            name: input.name,
            type: {
              tensorType: {
                elemType: DataType.UINT8,
                shape: { dim: input.dims.map((dimValue) => ({ dimValue })) },
              },
            },
          },
        ],
        output: [{ name: output.name, type: { tensorType: { elemType: DataType.FLOAT } } }],
      },
    }).finish();
  }

  #name(what: string): string {
    this.#made += 1;
    return `${what}_${this.#made}`;
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
