import { MODEL_INPUT, MODEL_OUTPUT } from "@/lib/adapters/pose/model-file";
import type { GraphModel } from "./graph-model";
import { DataType, OnnxGraph } from "./onnx-graph";
import { EMITTERS } from "./ops";

/**
 * Converts a TF.js graph model to the bytes of an ONNX model, whose input `readModel` declares.
 * @throws Error that names an operation without a conversion
 */
export function toOnnx(model: GraphModel): Uint8Array {
  const graph = new OnnxGraph();
  const outputs = new Map<string, string[]>();

  const resolve = (reference: string): string => {
    const [name, index] = reference.split(":") as [string, string | undefined];
    // A constant is added at its first use, because a convolution adds its kernel in the order of ONNX.
    const constant = model.weights.get(name);
    if (constant && !outputs.has(name)) outputs.set(name, [graph.constant(constant.data, constant.shape)]);
    const found = outputs.get(name)?.[Number(index ?? 0)];
    if (!found) throw new Error(`The model uses ${reference} before it is computed`);
    return found;
  };

  for (const node of model.nodes) {
    if (node.op === "Const") continue;
    if (node.op === "Placeholder") {
      outputs.set(node.name, [graph.one("Cast", [MODEL_INPUT], { to: DataType.INT32 })]);
      continue;
    }
    const emit = EMITTERS[node.op];
    if (!emit) throw new Error(`${node.op} ${node.name}: no conversion to ONNX`);
    const references = node.input.filter((reference) => !reference.startsWith("^"));
    const referenceAt = (index: number) => {
      const reference = references[index];
      if (reference === undefined) throw new Error(`${node.op} ${node.name} has no input ${index}`);
      return reference;
    };
    outputs.set(
      node.name,
      emit({
        graph,
        node,
        input: (index) => resolve(referenceAt(index)),
        inputs: () => references.map(resolve),
        constant: (index) => model.weights.get(referenceAt(index)),
        weight: (index) => weightOf(model, referenceAt(index)),
        int64: (index) => {
          const constant = model.weights.get(referenceAt(index));
          return constant && constant.shape.length === 1
            ? graph.int64(Array.from(constant.data))
            : graph.one("Cast", [resolve(referenceAt(index))], { to: DataType.INT64 });
        },
      }),
    );
  }
  return graph.serialize({ name: MODEL_OUTPUT, from: resolve(model.output) });
}

function weightOf(model: GraphModel, name: string) {
  const weight = model.weights.get(name);
  if (!weight) throw new Error(`The model has no constant ${name}`);
  return weight;
}
