import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { env } from "@/lib/env";
import { MODEL_INPUT, MODEL_OUTPUT, type PoseModelName, readModel } from "./model-file";
import { type InferenceSession, sessionOptions } from "./session";

type InferenceOutcome = { id: number; values: Float32Array } | { id: number; error: string };
type ThreadMessage = { ready: true } | InferenceOutcome;
interface PendingInference {
  resolve(values: Float32Array): void;
  reject(error: Error): void;
}

/** The tracker keeps at most this many inferences under way. */
const MAX_THREADS = 4;

/**
 * Opens one single-threaded session on each of several threads; this takes less processor time per inference than one
 * session on all cores. `run` may be called again before it resolves. When a thread ends, its inferences fail and the next
 * call replaces it. Idle threads do not keep the process alive.
 */
export async function openPool(
  name: PoseModelName,
  widthPx: number,
  heightPx: number,
): Promise<InferenceSession> {
  const workerData = {
    model: await readModel(name, widthPx, heightPx),
    options: sessionOptions(1),
    dims: [1, heightPx, widthPx, 3],
    input: MODEL_INPUT,
    output: MODEL_OUTPUT,
  };
  const size = Math.min(MAX_THREADS, env.POSE_THREADS ?? availableParallelism());
  let pool = Array.from({ length: size }, () => new InferenceThread(workerData));
  await Promise.all(pool.map(({ ready }) => ready));
  return {
    run(rgb) {
      pool = pool.map((thread) => (thread.ended ? new InferenceThread(workerData) : thread));
      return leastBusy(pool).run(rgb);
    },
  };
}

const leastBusy = (pool: readonly InferenceThread[]): InferenceThread =>
  pool.reduce((least, thread) => (thread.busy < least.busy ? thread : least));

class InferenceThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingInference>();
  #lastId = 0;
  #ended = false;
  /** Resolves when the session is open; earlier calls of `run` wait for it. */
  readonly ready: Promise<void>;

  constructor(workerData: unknown) {
    const worker = new Worker(new URL("./inference-thread.mjs", import.meta.url), {
      workerData,
      execArgv: [],
    });
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.on("message", (message: ThreadMessage) => {
        if ("ready" in message) {
          this.#unrefWhenIdle();
          resolve();
        } else this.#settle(message);
      });
      const fail = (error: Error) => {
        reject(error);
        this.#fail(error);
      };
      worker.on("error", fail);
      worker.on("exit", (code) => fail(new Error(`inference thread ended with exit code ${code}`)));
    });
    // A thread that replaces another one reports its failure through `run`.
    this.ready.catch(() => undefined);
  }

  get ended(): boolean {
    return this.#ended;
  }

  get busy(): number {
    return this.#pending.size;
  }

  run(rgb: Uint8Array): Promise<Float32Array> {
    const id = ++this.#lastId;
    // Keeps the process alive until the inference ends.
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      // Transfers the pixels instead of copying them.
      this.#worker.postMessage({ id, rgb }, [rgb.buffer as ArrayBuffer]);
    });
  }

  #settle(outcome: InferenceOutcome): void {
    const pending = this.#pending.get(outcome.id);
    this.#pending.delete(outcome.id);
    this.#unrefWhenIdle();
    if ("values" in outcome) pending?.resolve(outcome.values);
    else pending?.reject(new Error(`inference failed: ${outcome.error}`));
  }

  #unrefWhenIdle(): void {
    if (this.busy === 0) this.#worker.unref();
  }

  #fail(error: Error): void {
    this.#ended = true;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
