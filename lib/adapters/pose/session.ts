import { availableParallelism } from "node:os";
import ort from "onnxruntime-node";
import { type GraphModel, readGraphModel } from "@/tools/pose-model/graph-model";
import { INPUT, OUTPUT, toOnnx } from "@/tools/pose-model/to-onnx";
import { type ModelName, modelPath } from "./model-path";

/** One network at one input size, ready to run. */
export interface Session {
  /** `rgb` is height x width x 3 bytes, which the call takes away with their whole buffer; resolves with the network's output, which is the caller's to keep. */
  run(rgb: Uint8Array): Promise<Float32Array>;
}

const models = new Map<ModelName, Promise<GraphModel>>();

/** The model as read from the package, once per process. */
function graphModel(name: ModelName): Promise<GraphModel> {
  const model = models.get(name) ?? readGraphModel(modelPath(name));
  models.set(name, model);
  model.catch(() => models.delete(name));
  return model;
}

/** Converts the model for pictures of this size and readies it in onnxruntime. Takes a fraction of a second. */
export async function openSession(name: ModelName, widthPx: number, heightPx: number): Promise<Session> {
  const dims: [number, number, number, number] = [1, heightPx, widthPx, 3];
  const session = await ort.InferenceSession.create(toOnnx(await graphModel(name), dims), {
    intraOpNumThreads: availableParallelism(),
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    // Spinning threads would take the cores from the decoder, and on a busy machine make a pose several times slower.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  return {
    async run(rgb) {
      const results = await session.run({ [INPUT]: new ort.Tensor("uint8", rgb, dims) });
      return results[OUTPUT]!.data as Float32Array;
    },
  };
}
