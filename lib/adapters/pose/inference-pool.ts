import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { env } from "@/lib/env";
import { readGraphModel } from "./graph-model";
import { type ModelName, modelPath } from "./model-path";
import type { Session } from "./session";
import { INPUT, OUTPUT, toOnnx } from "./to-onnx";

type Answer = { ready: true } | { id: number; values: Float32Array } | { id: number; error: string };
interface Waiting {
  resolve(values: Float32Array): void;
  reject(error: Error): void;
}

/** More threads than frames in flight would only wait. */
const MAX_THREADS = 4;

/**
 * The same network on several threads, each with a session of its own: one inference on one thread costs less processor time
 * than one spread over all, and several run at once. `run` may be called again before it has answered.
 * The threads do not keep the process alive.
 */
export async function openPool(name: ModelName, widthPx: number, heightPx: number): Promise<Session> {
  const dims: [number, number, number, number] = [1, heightPx, widthPx, 3];
  const model = toOnnx(await readGraphModel(modelPath(name)), dims);
  const threads = Math.min(MAX_THREADS, env.POSE_THREADS ?? availableParallelism());
  const pool = await Promise.all(
    Array.from({ length: threads }, () => Thread.start({ model, dims, input: INPUT, output: OUTPUT })),
  );
  return { run: (rgb) => leastBusy(pool).run(rgb) };
}

const leastBusy = (pool: readonly Thread[]): Thread =>
  pool.reduce((least, thread) => (thread.busy < least.busy ? thread : least));

class Thread {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  private constructor(private readonly worker: Worker) {}

  /** Resolves once the network is loaded. */
  static start(workerData: unknown): Promise<Thread> {
    const worker = new Worker(new URL("./inference-thread.mjs", import.meta.url), {
      workerData,
      execArgv: [],
    });
    const thread = new Thread(worker);
    return new Promise((resolve, reject) => {
      worker.on("message", (answer: Answer) => {
        if ("ready" in answer) {
          worker.unref();
          resolve(thread);
        } else thread.#settle(answer);
      });
      worker.on("error", (error) => {
        reject(error);
        thread.#fail(error);
      });
      worker.on("exit", (code) => thread.#fail(new Error(`an inference thread ended with ${code}`)));
    });
  }

  get busy(): number {
    return this.#waiting.size;
  }

  run(rgb: Uint8Array): Promise<Float32Array> {
    const id = ++this.#lastId;
    // An answer that is waited for keeps the process alive, an idle thread does not.
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // Handed over, not copied: the pixels are of no use to anybody else.
      this.worker.postMessage({ id, rgb }, [rgb.buffer as ArrayBuffer]);
    });
  }

  #settle(answer: Exclude<Answer, { ready: true }>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.busy === 0) this.worker.unref();
    if ("values" in answer) waiting?.resolve(answer.values);
    else waiting?.reject(new Error(`inference failed: ${answer.error}`));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
