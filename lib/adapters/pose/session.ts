import { availableParallelism } from "node:os";
import ort from "onnxruntime-node";
import { MODEL_INPUT, MODEL_OUTPUT, type PoseModelName, readModel } from "./model-file";

/** One network at one input size. */
export interface InferenceSession {
  /**
   * `rgb` holds height x width x 3 bytes; the call may detach its buffer. Resolves with the output of the
   * network.
   */
  run(rgb: Uint8Array): Promise<Float32Array>;
}

export const sessionOptions = (threads: number) =>
  ({
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    // Spinning threads take the cores from the decoder; on a busy machine a pose takes several times longer.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  }) as const satisfies ort.InferenceSession.SessionOptions;

/** Opens a session that uses all cores. */
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
