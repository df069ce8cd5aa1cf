import { fingerprintOf } from "./fingerprint";
import { inspectFile } from "./inspectFile";
import { emptyIntake, type Intake, type IntakeEvent, intakeReducer } from "./intake";
import { lateCode, loadPatiently } from "./lateCode";
import type { RunDetails, RunFile, RunUppy, UploadMeta } from "./RunUploader";
import { deleteRun, updateRun } from "./uploadApi";
import { SpeedMeter, type UploadRow, type UploadTotals, uploadRow, uploadTotals } from "./uploadRow";

export interface UploadSnapshot {
  rows: readonly UploadRow[];
  totals: UploadTotals;
  intake: Intake;
  bytesPerS: number;
}

const NOTHING: UploadSnapshot = { rows: [], totals: uploadTotals([]), intake: emptyIntake, bytesPerS: 0 };
/** Phones report progress dozens of times a second; people read five. */
const NOTIFY_EVERY_MS = 200;

export interface UploadEvents {
  onUploaded(upload: { runId: string; name: string }): void;
}

/** Everything that is being uploaded from this tab. Lives above the pages, so walking between them interrupts nothing. */
export class UploadStore {
  #uppy: Promise<RunUppy> | null = null;
  #loaded: RunUppy | null = null;
  #intake = emptyIntake;
  #snapshot = NOTHING;
  #meter = new SpeedMeter();
  #metered = "";
  #timer: ReturnType<typeof setTimeout> | null = null;
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
  getServerSnapshot = (): UploadSnapshot => NOTHING;

  /**
   * Looks into each file and starts sending those that can be used; without a network they wait for it. `details` go with
   * every one of them.
   */
  async add(files: readonly File[], details: RunDetails): Promise<void> {
    for (const file of files) this.#take({ type: "chosen", name: file.name });
    for (const file of files) {
      const refusal = await this.#begin(file, details);
      if (refusal === null) this.#take({ type: "accepted", name: file.name });
      else this.#take({ type: "refused", name: file.name, reason: refusal });
    }
  }

  /** Why a file cannot be used, or null when it is on its way. */
  async #begin(file: File, details: RunDetails): Promise<string | null> {
    const found = await inspectFile(file, { onWait: this.#wait });
    if (found.refusal !== null) return found.refusal;
    const fingerprint = await fingerprintOf(file).catch(() => null);
    if (fingerprint === null) return "The file could not be read. Choose it again.";
    this.#handOver(await this.#load(), file, {
      fingerprint,
      details: { ...details, takenAt: found.takenAt },
      durationS: found.durationS,
      runId: null,
      phase: "waiting",
      retrying: false,
    });
    return null;
  }

  #handOver(uppy: RunUppy, file: File, meta: UploadMeta): void {
    const known = uppy.getFiles().find((other) => other.meta.fingerprint === meta.fingerprint);
    if (known?.error) {
      void uppy.retryUpload(known.id);
    } else if (known?.isPaused) {
      uppy.pauseResume(known.id);
    } else if (!known || known.progress.uploadComplete) {
      if (known) uppy.removeFile(known.id);
      uppy.addFile({ name: file.name, type: file.type, data: file, meta });
    }
  }

  pauseOrResume(id: string): void {
    this.#loaded?.pauseResume(id);
    this.#refresh();
  }

  retry(id: string): void {
    void this.#loaded?.retryUpload(id);
  }

  /**
   * Takes a file off the list. An unfinished one is given up, in storage too: it stands still first, so that when that
   * fails nothing is lost and it can be resumed.
   */
  async cancel(id: string): Promise<void> {
    const file = this.#loaded?.getFile(id);
    if (!file) return;
    const { runId } = file.meta;
    if (!file.progress.uploadComplete && runId) {
      if (!file.isPaused) this.pauseOrResume(id);
      await deleteRun(runId);
    }
    this.#loaded?.removeFile(id);
  }

  clearDone(): void {
    for (const file of this.#loaded?.getFiles() ?? [])
      if (file.progress.uploadComplete) this.#loaded?.removeFile(file.id);
  }

  dismiss(refusedId: string): void {
    this.#take({ type: "dismissed", id: refusedId });
  }

  /** Applies details to these files: at once where the run exists already, with its beginning where not. */
  async describe(ids: readonly string[], details: RunDetails): Promise<void> {
    for (const id of ids) {
      const file = this.#loaded?.getFile(id);
      if (!file) continue;
      this.#loaded?.setFileMeta(id, { ...file.meta, details: { ...file.meta.details, ...details } });
      if (file.meta.runId) await updateRun(file.meta.runId, details);
    }
  }

  detailsOf(id: string): RunDetails {
    return this.#loaded?.getFile(id)?.meta.details ?? {};
  }

  /** Starts again what the network made fail. */
  onOnline = (): void => {
    for (const file of this.#loaded?.getFiles() ?? []) if (file.error) this.retry(file.id);
    this.#refresh();
  };
  onOffline = (): void => this.#refresh();

  readonly #wait = (): void => this.#take({ type: "waiting" });

  #load(): Promise<RunUppy> {
    this.#uppy ??= loadPatiently(lateCode.uploader, this.#wait).then(({ createUppy }) => {
      const uppy = createUppy();
      this.#loaded = uppy;
      uppy.on("state-update", () => this.#refreshSoon());
      uppy.on("upload-success", (file) => {
        this.#refresh();
        const runId = file?.meta.runId;
        if (file && runId) this.#events.onUploaded({ runId, name: file.meta.details.title || file.name });
      });
      return uppy;
    });
    return this.#uppy;
  }

  #take(event: IntakeEvent): void {
    this.#intake = intakeReducer(this.#intake, event);
    this.#refresh();
  }

  #refreshSoon(): void {
    this.#timer ??= setTimeout(() => this.#refresh(), NOTIFY_EVERY_MS);
  }

  #refresh(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const files: RunFile[] = this.#loaded?.getFiles() ?? [];
    const rows = files.map((file) => uploadRow(file, navigator.onLine));
    this.#snapshot = {
      rows,
      totals: uploadTotals(rows),
      intake: this.#intake,
      bytesPerS: this.#measure(rows),
    };
    for (const listener of this.#listeners) listener();
  }

  #measure(rows: readonly UploadRow[]): number {
    const sending = rows.filter((row) => row.status === "sending");
    const metered = sending.map((row) => row.id).join();
    if (metered !== this.#metered) this.#meter.reset();
    this.#metered = metered;
    if (sending.length === 0) return 0;
    const nowMs = performance.now();
    this.#meter.add(
      nowMs,
      sending.reduce((total, row) => total + row.sentBytes, 0),
    );
    return this.#meter.bytesPerS(nowMs);
  }
}
