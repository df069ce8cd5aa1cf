import { BasePlugin, type PluginOpts, type Uppy } from "@uppy/core";
import { TaskQueue, type UppyFile } from "@uppy/core/utils";
import type { UpdateRun } from "@/lib/runs/schema";
import { ApiError } from "../api/client";
import { missingParts, partRange, sendParts } from "./parts";
import { PartError, putPart } from "./putPart";
import { withRetry } from "./retry";
import { completeRun, createRun, deleteRun, listParts, signParts } from "./uploadApi";

/** What a person may say of a run before and while it uploads. */
export type RunDetails = Pick<UpdateRun, "title" | "racerId" | "discipline" | "place" | "takenAt">;

export type UploadMeta = {
  /** By `fingerprintOf`. */
  fingerprint: string;
  details: RunDetails;
  durationS: number | null;
  runId: string | null;
  phase: "waiting" | "sending" | "finishing";
  /** The last try failed although the browser sees a network; the next one is on its way. */
  retrying: boolean;
};
export type RunFile = UppyFile<UploadMeta, Record<string, unknown>>;
export type RunUppy = Uppy<UploadMeta, Record<string, unknown>>;

/** Browsers open six connections to a host: two files at once, three parts each. */
const FILES_AT_ONCE = 2;
const CONNECTIONS = 3;
/** At a megabyte a second two connections open, at three megabytes all of them. */
const FAST_PART_MS = 10_000;
const SIGN_BATCH = 6;

const isPassing = (error: unknown): boolean => {
  if (error instanceof PartError) return error.passing;
  return error instanceof ApiError && error.passing;
};

const present = (details: RunDetails) =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null && value !== "")) as {
    [K in keyof RunDetails]: NonNullable<RunDetails[K]>;
  };

/** Ends an upload whose parts were all sent; false when they are not all there, or the run is not. */
async function endedRun(runId: string): Promise<boolean> {
  try {
    await completeRun(runId);
    return true;
  } catch (error) {
    if (error instanceof ApiError && !error.passing) return false;
    throw error;
  }
}

/**
 * Sends files to storage by our own API's multipart upload. Uppy's S3 plugin sends the parts of a file one after
 * another and wants to create, list and complete them with S3 itself; here those three are verbs of the API, which
 * knows whose run it is, and parts go over several connections.
 */
export class RunUploader extends BasePlugin<PluginOpts, UploadMeta, Record<string, unknown>> {
  readonly #files = new TaskQueue({ concurrency: FILES_AT_ONCE });

  constructor(uppy: RunUppy, opts?: PluginOpts) {
    super(uppy, opts);
    this.id = "RunUploader";
    this.type = "uploader";
  }

  override install(): void {
    const { capabilities } = this.uppy.getState();
    this.uppy.setState({ capabilities: { ...capabilities, resumableUploads: true } });
    this.uppy.addUploader(this.#upload);
  }

  override uninstall(): void {
    this.uppy.removeUploader(this.#upload);
    this.#files.clear();
  }

  #upload = async (ids: string[]): Promise<void> => {
    const files = this.uppy.getFilesByIds(ids).filter((file) => !file.error && !file.progress.uploadComplete);
    this.uppy.emit("upload-start", files);
    await Promise.allSettled(files.map((file) => this.#sendFile(file.id)));
  };

  /** One file from its first to its last byte, however often it is paused; while paused it holds no place in the queue. */
  async #sendFile(id: string): Promise<void> {
    while (this.uppy.getFile(id)) {
      if (this.uppy.getFile(id).isPaused) await this.#change(id);
      else if (await this.#files.add(() => this.#sendUntilStopped(id))) return;
    }
  }

  /** True when the file is through or has failed; false when it was paused, resumed or removed meanwhile. */
  async #sendUntilStopped(id: string): Promise<boolean> {
    if (!this.uppy.getFile(id) || this.uppy.getFile(id).isPaused) return false;
    const stop = new AbortController();
    const changed = this.#change(id).then(() => stop.abort());
    try {
      await this.#attempt(id, stop.signal);
      return true;
    } catch (error) {
      if (stop.signal.aborted) return false;
      const file = this.uppy.getFile(id);
      if (file)
        this.uppy.emit("upload-error", file, error instanceof Error ? error : new Error(String(error)));
      return true;
    } finally {
      this.#settle.get(id)?.();
      await changed;
    }
  }

  readonly #settle = new Map<string, () => void>();

  /** Resolves when the file is paused, resumed or removed, or when the attempt that waits is over. */
  #change(id: string): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.uppy.off("upload-pause", onFile);
        this.uppy.off("file-removed", onFile);
        this.uppy.off("pause-all", done);
        this.uppy.off("resume-all", done);
        this.#settle.delete(id);
        resolve();
      };
      const onFile = (file: { id: string } | undefined) => file?.id === id && done();
      this.#settle.set(id, done);
      this.uppy.on("upload-pause", onFile);
      this.uppy.on("file-removed", onFile);
      this.uppy.on("pause-all", done);
      this.uppy.on("resume-all", done);
    });
  }

  async #attempt(id: string, signal: AbortSignal): Promise<void> {
    const file = this.uppy.getFile(id);
    const data = file.data as File;
    const retrying = (now: boolean) => {
      if ((this.uppy.getFile(id)?.meta.retrying ?? now) !== now) this.#note(id, { retrying: now });
    };
    const retry = async <T>(task: () => Promise<T>): Promise<T> => {
      const answer = await withRetry(task, { signal, isPassing, onFault: () => retrying(true) });
      retrying(false);
      return answer;
    };
    retrying(false);

    const { runId: known, phase } = file.meta;
    // Paused while it ended: storage may have joined the parts already, and a run made now would be a second one.
    if (known && phase === "finishing" && (await retry(() => endedRun(known))))
      return this.#succeed(id, known);

    const created = await retry(() =>
      createRun({
        fileName: file.name,
        sizeBytes: data.size,
        fingerprint: file.meta.fingerprint,
        ...present(this.uppy.getFile(id)?.meta.details ?? file.meta.details),
      }),
    );
    const runId = created.run.id;
    if (!this.uppy.getFile(id)) {
      // Cancelled while the run was being made: nobody else would take it back.
      await deleteRun(runId);
      return;
    }
    this.#note(id, { runId });

    const { partSizeBytes, partCount } = created;
    const uploaded = created.resumed ? await retry(() => listParts(runId)) : [];
    const numbers = missingParts(partCount, partSizeBytes, data.size, uploaded);
    const wanted = new Set(numbers);
    const sent = new Map<number, number>();
    for (let n = 1; n <= partCount; n++) {
      const { start, end } = partRange(n, partSizeBytes, data.size);
      if (!wanted.has(n)) sent.set(n, end - start);
    }
    const report = () => this.#report(id, data.size, sent);
    report();
    // After the report, so that bytes found in storage are not taken for speed.
    this.#note(id, { phase: "sending" });

    await sendParts({
      partNumbers: numbers,
      connections: CONNECTIONS,
      fastPartMs: FAST_PART_MS,
      batch: SIGN_BATCH,
      signal,
      sign: (partNumbers) => retry(() => signParts(runId, partNumbers)),
      send: async (n, firstUrl, resign) => {
        const { start, end } = partRange(n, partSizeBytes, data.size);
        let url = firstUrl;
        await retry(async () => {
          try {
            await putPart(url, data.slice(start, end), signal, (bytes) => {
              sent.set(n, bytes);
              report();
            });
          } catch (error) {
            sent.set(n, 0);
            if (!(error instanceof PartError) || error.status !== 403) throw error;
            url = await resign();
            await putPart(url, data.slice(start, end), signal, () => {});
          }
        });
        sent.set(n, end - start);
        report();
      },
    });

    this.#note(id, { phase: "finishing" });
    await retry(() => completeRun(runId));
    this.#succeed(id, runId);
  }

  #succeed(id: string, runId: string): void {
    const done = this.uppy.getFile(id);
    if (done) this.uppy.emit("upload-success", done, { status: 200, body: { runId } });
  }

  /** Uppy merges what it is given, though its type asks for all of it. */
  #note(id: string, change: Partial<UploadMeta>): void {
    this.uppy.setFileMeta(id, change as UploadMeta);
  }

  #report(id: string, bytesTotal: number, sent: ReadonlyMap<number, number>): void {
    const file = this.uppy.getFile(id);
    if (!file || file.progress.percentage === 100) return;
    let bytesUploaded = 0;
    for (const bytes of sent.values()) bytesUploaded += bytes;
    this.uppy.emit("upload-progress", file, {
      uploadStarted: file.progress.uploadStarted ?? Date.now(),
      // Uppy takes 100 % as final and then forgets a pause; the last byte counts when storage has joined the parts.
      bytesUploaded: Math.min(bytesUploaded, Math.floor(bytesTotal * 0.994)),
      bytesTotal,
    });
  }
}
