import { type CheckQueue, type CheckQueueEvent, checkQueueReducer, emptyCheckQueue } from "./checkQueue";
import { fingerprintOf } from "./fingerprint";
import { inspectFile } from "./inspectFile";
import { SpeedMeter } from "./SpeedMeter";
import { Upload } from "./Upload";
import { type UploadItem, type UploadTotals, uploadItem, uploadTotals } from "./uploadItem";
import type { RunDetails } from "./uploadState";

export interface UploadSnapshot {
  items: readonly UploadItem[];
  totals: UploadTotals;
  checks: CheckQueue;
  bytesPerS: number;
}

const EMPTY: UploadSnapshot = { items: [], totals: uploadTotals([]), checks: emptyCheckQueue, bytesPerS: 0 };
/** Browsers report progress dozens of times a second; people can read five updates. */
const NOTIFY_EVERY_MS = 200;
/** A stalled upload reports no progress, but its speed falls. */
const SPEED_EVERY_MS = 1000;
/** Browsers open six connections to a host, and each file uses up to three. */
const FILES_AT_ONCE = 2;

export interface UploadEvents {
  onUploaded(upload: { runId: string; name: string }): void;
}

/** All uploads of this tab. It is mounted above the pages, so that navigation does not interrupt them. */
export class UploadStore {
  readonly #uploads = new Map<string, Upload>();
  readonly #reported = new WeakSet<Upload>();
  /** By fingerprint. A new upload of the file waits: it could get the run that the cancelled one deletes. */
  readonly #cancelled = new Map<string, Promise<void>>();
  #checks = emptyCheckQueue;
  #snapshot = EMPTY;
  #meter = new SpeedMeter();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #speedTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #events: UploadEvents;

  constructor(events: UploadEvents) {
    this.#events = events;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  getSnapshot = (): UploadSnapshot => this.#snapshot;
  getServerSnapshot = (): UploadSnapshot => EMPTY;

  /** Checks each file and queues those that can be used, all with the same `details`. */
  async add(files: readonly File[], details: RunDetails): Promise<void> {
    for (const file of files) this.#check({ type: "chosen", name: file.name });
    for (const file of files) {
      const refusal = await this.#addFile(file, details);
      if (refusal === null) this.#check({ type: "accepted", name: file.name });
      else this.#check({ type: "refused", name: file.name, reason: refusal });
    }
  }

  /** Returns why a file cannot be used, or null when it is queued. */
  async #addFile(file: File, details: RunDetails): Promise<string | null> {
    const found = await inspectFile(file, { onWait: () => this.#check({ type: "waiting" }) });
    if (found.refusal !== null) return found.refusal;
    const fingerprint = await fingerprintOf(file).catch(() => null);
    if (fingerprint === null) return "The file could not be read. Choose it again.";
    await this.#cancelled.get(fingerprint);
    const known = this.#uploads.get(fingerprint);
    if (known && known.state.step !== "done") {
      known.enqueue(file);
      return null;
    }
    const upload = new Upload(file, fingerprint, { ...details, takenAt: found.takenAt }, this.#onChange);
    // A map keeps the position of a replaced key; the new upload belongs at the end of the list.
    this.#uploads.delete(fingerprint);
    this.#uploads.set(fingerprint, upload);
    this.#startQueued();
    return null;
  }

  pauseOrResume(id: string): void {
    const upload = this.#uploads.get(id);
    if (upload?.state.step === "paused") upload.enqueue();
    else upload?.pause();
    this.#refresh();
  }

  retry(id: string): void {
    this.#uploads.get(id)?.enqueue();
  }

  /**
   * Removes an upload from the list and cancels it in storage; when that fails, it stays in the list, paused.
   * @throws ApiError
   */
  async cancel(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    if (!upload) return;
    const cancelled = upload.cancel();
    this.#cancelled.set(
      id,
      cancelled.then(
        () => upload.idle,
        () => undefined,
      ),
    );
    await cancelled;
    if (this.#uploads.get(id) === upload) this.#uploads.delete(id);
    this.#startQueued();
    this.#refresh();
  }

  clearDone(): void {
    for (const [id, upload] of this.#uploads) if (upload.state.step === "done") this.#uploads.delete(id);
    this.#refresh();
  }

  dismiss(refusedId: string): void {
    this.#check({ type: "dismissed", id: refusedId });
  }

  /**
   * Applies details to these uploads.
   * @throws ApiError of the first that failed, after all were tried
   */
  async changeDetails(ids: readonly string[], details: RunDetails): Promise<void> {
    const changes = ids.map((id) => this.#uploads.get(id)?.changeDetails(details));
    const failed = (await Promise.allSettled(changes)).find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }

  detailsOf(id: string): RunDetails {
    return this.#uploads.get(id)?.details ?? {};
  }

  /** Repeats failed uploads, because the network may have been the cause. */
  onOnline = (): void => {
    for (const upload of this.#uploads.values()) if (upload.state.step === "failed") upload.enqueue();
    this.#refresh();
  };
  onOffline = (): void => this.#refresh();

  readonly #onChange = (upload: Upload): void => {
    this.#startQueued();
    if (upload.state.step === "done" && upload.runId && !this.#reported.has(upload)) {
      this.#reported.add(upload);
      this.#refresh();
      this.#events.onUploaded({ runId: upload.runId, name: upload.details.title || upload.fileName });
    } else this.#timer ??= setTimeout(() => this.#refresh(), NOTIFY_EVERY_MS);
  };

  #startQueued(): void {
    for (const upload of this.#uploads.values()) {
      const sending = [...this.#uploads.values()].filter(({ state }) => "retrying" in state);
      if (sending.length >= FILES_AT_ONCE) return;
      upload.start();
    }
  }

  #check(event: CheckQueueEvent): void {
    this.#checks = checkQueueReducer(this.#checks, event);
    this.#refresh();
  }

  #refresh(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const items = [...this.#uploads.values()].map((upload) => uploadItem(upload, navigator.onLine));
    this.#snapshot = {
      items,
      totals: uploadTotals(items),
      checks: this.#checks,
      bytesPerS: this.#meter.update(performance.now(), items),
    };
    clearTimeout(this.#speedTimer);
    if (this.#snapshot.bytesPerS > 0) this.#speedTimer = setTimeout(() => this.#refresh(), SPEED_EVERY_MS);
    for (const listener of this.#listeners) listener();
  }
}
