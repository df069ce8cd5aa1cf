import { availableParallelism } from "node:os";
import ort from "onnxruntime-node";
import { MODEL_INPUT, MODEL_OUTPUT, type PoseModelName, readModel } from "./model-file";

export interface InferenceSession {
  /** Returns the output for height x width x 3 bytes, whose buffer the call may detach. */
  run(rgb: Uint8Array): Promise<Float32Array>;
}

export const sessionOptions = (threads: number) =>
  ({
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    // Spinning threads block the cores for the decoder: a pose takes several times longer on a busy machine.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  }) as const satisfies ort.InferenceSession.SessionOptions;

/** Opens a session on all cores. */
export async function openSession(
  name: PoseModelName,
  widthPx: number,
  heightPx: number,
): Promise<InferenceSession> {
  const model = await readModel(name, widthPx, heightPx);
  const session = await ort.InferenceSession.create(model, sessionOptions(availableParallelism()));
  return {
    async run(rgb) {
      const input = new ort.Tensor("uint8", rgb, [1, heightPx, widthPx, 3]);
      const results = await session.run({ [MODEL_INPUT]: input });
      return results[MODEL_OUTPUT]!.data as Float32Array;
    },
  };
}
