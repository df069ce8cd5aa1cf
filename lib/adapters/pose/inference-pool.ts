import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { env } from "@/lib/env";
import { readGraphModel } from "@/tools/pose-model/graph-model";
import { INPUT, OUTPUT, toOnnx } from "@/tools/pose-model/to-onnx";
import { type ModelName, modelPath } from "./model-path";
import type { Session } from "./session";

type Answer = { ready: true } | { id: number; values: Float32Array } | { id: number; error: string };
interface Waiting {
  resolve(values: Float32Array): void;
  reject(error: Error): void;
}

/** More threads than frames in flight would only wait. */
const MAX_THREADS = 4;

/**
 * The same network on several threads, each with a session of its own: one inference on one thread costs less processor time
 * than one spread over all, and several run at once. `run` may be called again before it has answered. When a thread ends,
 * what waited on it fails, and the next call begins another in its place. The threads do not keep the process alive.
 */
export async function openPool(name: ModelName, widthPx: number, heightPx: number): Promise<Session> {
  const dims: [number, number, number, number] = [1, heightPx, widthPx, 3];
  const model = toOnnx(await readGraphModel(modelPath(name)), dims);
  const threads = Math.min(MAX_THREADS, env.POSE_THREADS ?? availableParallelism());
  const begin = () => new Thread({ model, dims, input: INPUT, output: OUTPUT });
  let pool = Array.from({ length: threads }, begin);
  await Promise.all(pool.map(({ ready }) => ready));
  return {
    run(rgb) {
      pool = pool.map((thread) => (thread.ended ? begin() : thread));
      return leastBusy(pool).run(rgb);
    },
  };
}

const leastBusy = (pool: readonly Thread[]): Thread =>
  pool.reduce((least, thread) => (thread.busy < least.busy ? thread : least));

class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended = false;
  /** Resolves once the network is loaded; what is asked before that waits for it. */
  readonly ready: Promise<void>;

  constructor(workerData: unknown) {
    const worker = new Worker(new URL("./inference-thread.mjs", import.meta.url), {
      workerData,
      execArgv: [],
    });
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.on("message", (answer: Answer) => {
        if ("ready" in answer) {
          this.#rest();
          resolve();
        } else this.#settle(answer);
      });
      const fail = (error: Error) => {
        reject(error);
        this.#fail(error);
      };
      worker.on("error", fail);
      worker.on("exit", (code) => fail(new Error(`an inference thread ended with ${code}`)));
    });
    // Whoever began it in another's place does not wait for this, but for an answer, which fails too.
    this.ready.catch(() => undefined);
  }

  /** Nothing that is asked of it will ever be answered. */
  get ended(): boolean {
    return this.#ended;
  }

  get busy(): number {
    return this.#waiting.size;
  }

  run(rgb: Uint8Array): Promise<Float32Array> {
    const id = ++this.#lastId;
    // An answer that is waited for keeps the process alive, an idle thread does not.
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // Handed over, not copied: the pixels are of no use to anybody else.
      this.#worker.postMessage({ id, rgb }, [rgb.buffer as ArrayBuffer]);
    });
  }

  #settle(answer: Exclude<Answer, { ready: true }>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    this.#rest();
    if ("values" in answer) waiting?.resolve(answer.values);
    else waiting?.reject(new Error(`inference failed: ${answer.error}`));
  }

  #rest(): void {
    if (this.busy === 0) this.#worker.unref();
  }

  #fail(error: Error): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
