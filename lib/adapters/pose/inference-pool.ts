import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { MODEL_INPUT, MODEL_OUTPUT, type PoseModelName, readModel } from "./model-file";
import { type InferenceSession, sessionOptions } from "./session";

/** The tracker has at most this many inferences pending. */
const MAX_THREADS = 4;

/**
 * Opens a single-threaded session on each of several threads, which uses less CPU time than one session on
 * all cores. When a thread ends, its pending inferences fail and a new thread replaces it.
 */
export async function openPool(
  name: PoseModelName,
  widthPx: number,
  heightPx: number,
): Promise<InferenceSession> {
  const dims = [1, heightPx, widthPx, 3];
  const size = Math.min(MAX_THREADS, env.POSE_THREADS ?? availableParallelism());
  const pool = new Piscina({
    filename: new URL("./inference-thread.mjs", import.meta.url).href,
    workerData: {
      model: await readModel(name, widthPx, heightPx),
      options: sessionOptions(1),
      dims,
      input: MODEL_INPUT,
      output: MODEL_OUTPUT,
    },
    minThreads: size,
    maxThreads: size,
    idleTimeout: Number.POSITIVE_INFINITY,
    // Atomics would block the event loop of a thread, on which ONNX Runtime resolves its inferences.
    atomics: "disabled",
    execArgv: [],
  });
  pool.on("error", (err) => log.warn({ err }, "inference thread failed"));
  const run = (rgb: Uint8Array): Promise<Float32Array> =>
    pool.run(rgb, { transferList: [rgb.buffer as ArrayBuffer] });
  try {
    // One inference per thread, so that every session is open before the first frame.
    await Promise.all(Array.from({ length: size }, () => run(new Uint8Array(widthPx * heightPx * 3))));
  } catch (error) {
    await pool.destroy();
    throw error;
  }
  return { run };
}
