import { ApiError } from "../api/client";
import { withRetry } from "../ui/retry";
import { missingParts, partRange, sendParts } from "./parts";
import { PartError, putPart } from "./putPart";
import { completeRun, createRun, deleteRun, listParts, signParts, updateRun } from "./uploadApi";
import type { RunDetails, UploadState, UploadView } from "./uploadState";

/** Browsers open six connections to a host, and two files are sent at once. */
const CONNECTIONS = 3;
/** At a megabyte a second two connections open, at three megabytes all of them. */
const FAST_PART_MS = 10_000;
const SIGN_BATCH = 6;

const isTransient = (error: unknown): boolean =>
  (error instanceof PartError || error instanceof ApiError) && error.transient;

const withoutEmpty = (details: RunDetails) =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null && value !== "")) as {
    [K in keyof RunDetails]: NonNullable<RunDetails[K]>;
  };

/** Completes a run whose parts were all sent; false when storage lacks parts or the run does not exist. */
async function tryComplete(runId: string): Promise<boolean> {
  try {
    await completeRun(runId);
    return true;
  } catch (error) {
    if (error instanceof ApiError && !error.transient) return false;
    throw error;
  }
}

/**
 * Browsers report a file that was deleted or changed like a lost network; sending it again never succeeds.
 * @throws Error with a message for people
 */
async function requireReadable(body: Blob): Promise<void> {
  try {
    await body.slice(0, 1).arrayBuffer();
  } catch (cause) {
    throw new Error("The file can no longer be read. Choose it again.", { cause });
  }
}

/** The upload of one file by parts; it can be paused, resumed and cancelled. */
export class Upload implements UploadView {
  readonly id: string;
  #file: File;
  readonly #onChange: (upload: Upload) => void;
  #state: UploadState = { step: "queued" };
  #details: RunDetails;
  #runId: string | null = null;
  /** Bytes by part number, including parts found in storage. */
  #sent = new Map<number, number>();
  /** The run may be complete although no response said so; the next attempt completes it first. */
  #allSent = false;
  #removed = false;
  #abort = new AbortController();
  #attempt: Promise<void> = Promise.resolve();

  /** `id` is the fingerprint of the file. The upload stays queued until `start`. */
  constructor(file: File, id: string, details: RunDetails, onChange: (upload: Upload) => void) {
    this.id = id;
    this.#file = file;
    this.#details = details;
    this.#onChange = onChange;
  }

  get fileName(): string {
    return this.#file.name;
  }
  get sizeBytes(): number {
    return this.#file.size;
  }
  get sentBytes(): number {
    return [...this.#sent.values()].reduce((total, bytes) => total + bytes, 0);
  }
  get runId(): string | null {
    return this.#runId;
  }
  get details(): RunDetails {
    return this.#details;
  }
  get state(): UploadState {
    return this.#state;
  }

  /** Sends a queued file. */
  start(): void {
    if (this.#state.step !== "queued") return;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#set({ step: this.#allSent ? "completing" : "preparing", retrying: false });
    // After the previous attempt: two at once could create two runs.
    this.#attempt = this.#attempt.then(() => this.#sendUntilStopped(signal));
  }

  /** Stops sending until `enqueue`; parts that storage has are kept. */
  pause(): void {
    if (this.#state.step === "done" || this.#state.step === "failed") return;
    this.#abort.abort();
    this.#set({ step: "paused" });
  }

  /**
   * Resolves when no request of this upload is open; afterwards a cancelled one has no run. Never rejects.
   */
  get idle(): Promise<void> {
    return this.#attempt;
  }

  /** Puts a paused or failed upload back in the queue. `file` replaces a copy that can no longer be read. */
  enqueue(file: File = this.#file): void {
    this.#file = file;
    if (this.#state.step === "paused" || this.#state.step === "failed") this.#set({ step: "queued" });
  }

  /**
   * Stops the upload and deletes its unfinished run; it stays paused when the request fails.
   * @throws ApiError
   */
  async cancel(): Promise<void> {
    if (this.#state.step !== "done" && this.#runId) {
      this.pause();
      await deleteRun(this.#runId);
    }
    this.#removed = true;
    this.#abort.abort();
  }

  /**
   * Changes the details; without a run yet, they are sent when it is created.
   * @throws ApiError
   */
  async changeDetails(change: RunDetails): Promise<void> {
    this.#details = { ...this.#details, ...change };
    this.#onChange(this);
    if (this.#runId) await updateRun(this.#runId, change);
  }

  #set(state: UploadState): void {
    this.#state = state;
    this.#onChange(this);
  }

  async #sendUntilStopped(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#state.step === "done") return;
    try {
      await this.#send(signal);
      if (!this.#removed) this.#set({ step: "done" });
    } catch (error) {
      if (signal.aborted) return;
      this.#set({ step: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #send(signal: AbortSignal): Promise<void> {
    if (this.#allSent && this.#runId && (await this.#retry(signal, tryComplete, this.#runId))) return;
    this.#allSent = false;

    const details = this.#details;
    const { run, resumed, partSizeBytes, partCount } = await this.#retry(signal, createRun, {
      fileName: this.fileName,
      sizeBytes: this.sizeBytes,
      fingerprint: this.id,
      ...withoutEmpty(details),
    });
    // Cancelled while the API created the run, which nothing else would delete.
    if (this.#removed) return deleteRun(run.id);
    this.#runId = run.id;
    this.#onChange(this);
    if (this.#details !== details) await this.#retry(signal, () => updateRun(run.id, this.#details));

    const uploaded = resumed ? await this.#retry(signal, listParts, run.id) : [];
    const missing = missingParts(partCount, partSizeBytes, this.sizeBytes, uploaded);
    this.#sent = new Map();
    for (let n = 1; n <= partCount; n++) {
      const { start, end } = partRange(n, partSizeBytes, this.sizeBytes);
      if (!missing.includes(n)) this.#sent.set(n, end - start);
    }
    this.#setStep(signal, "uploading");
    await sendParts({
      partNumbers: missing,
      connections: CONNECTIONS,
      fastPartMs: FAST_PART_MS,
      batch: SIGN_BATCH,
      signal,
      sign: (partNumbers) => this.#retry(signal, signParts, run.id, partNumbers),
      send: (n, url, signAgain) => this.#sendPart(signal, n, partSizeBytes, url, signAgain),
    });

    this.#allSent = true;
    this.#setStep(signal, "completing");
    await this.#retry(signal, completeRun, run.id);
  }

  async #sendPart(
    signal: AbortSignal,
    n: number,
    partSizeBytes: number,
    firstUrl: string,
    signAgain: () => Promise<string>,
  ): Promise<void> {
    const { start, end } = partRange(n, partSizeBytes, this.sizeBytes);
    const body = this.#file.slice(start, end);
    let url = firstUrl;
    const put = () =>
      putPart(url, body, signal, (bytes) => {
        this.#sent.set(n, bytes);
        this.#onChange(this);
      });
    await this.#retry(signal, async () => {
      try {
        await put();
      } catch (error) {
        this.#sent.set(n, 0);
        if (!(error instanceof PartError)) throw error;
        if (error.status === 0) await requireReadable(body);
        if (error.status !== 403) throw error;
        url = await signAgain();
        await put();
      }
    });
    this.#sent.set(n, end - start);
    this.#onChange(this);
  }

  /** Sends a request with retries and shows that it is being repeated. */
  async #retry<A extends unknown[], T>(
    signal: AbortSignal,
    request: (...args: A) => Promise<T>,
    ...args: A
  ): Promise<T> {
    const onTransientError = () => this.#setRetrying(signal, true);
    const answer = await withRetry(() => request(...args), { signal, isTransient, onTransientError });
    this.#setRetrying(signal, false);
    return answer;
  }

  #setRetrying(signal: AbortSignal, retrying: boolean): void {
    const state = this.#state;
    if (signal.aborted || !("retrying" in state) || state.retrying === retrying) return;
    this.#set({ ...state, retrying });
  }

  #setStep(signal: AbortSignal, step: "uploading" | "completing"): void {
    if (!signal.aborted) this.#set({ step, retrying: false });
  }
}
