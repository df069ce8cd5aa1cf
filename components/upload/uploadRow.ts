import { formatBytes } from "../ui/format";
import type { RunFile } from "./RunUploader";

export type UploadStatus =
  | "waiting"
  | "sending"
  | "retrying"
  | "offline"
  | "paused"
  | "finishing"
  | "done"
  | "failed";

/** What people read of each. */
export const UPLOAD_WORDS: Record<UploadStatus, string> = {
  waiting: "Waiting",
  sending: "Uploading",
  retrying: "No answer, trying again",
  offline: "Waiting for a connection",
  paused: "Paused",
  finishing: "Finishing",
  done: "Uploaded, being analysed",
  failed: "Stopped",
};

/** One line of the upload panel. */
export interface UploadRow {
  id: string;
  runId: string | null;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  /** 0..100, and 100 only when all is done. */
  percent: number;
  status: UploadStatus;
  message: string | null;
}

/** How much of a file is sent, in words. */
export const sentWords = ({ sentBytes, sizeBytes, percent }: UploadRow): string =>
  `${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)} · ${percent} %`;

type FileFacts = Pick<RunFile, "id" | "name" | "size" | "progress" | "isPaused" | "error" | "meta">;

function statusOf(file: FileFacts, online: boolean): UploadStatus {
  if (file.progress.uploadComplete) return "done";
  if (file.error) return "failed";
  if (file.isPaused) return "paused";
  if (!online) return "offline";
  if (file.meta.retrying) return "retrying";
  return file.meta.phase;
}

/** What the panel says about a file, from what Uppy knows of it. */
export function uploadRow(file: FileFacts, online: boolean): UploadRow {
  const status = statusOf(file, online);
  const sizeBytes = file.size ?? 0;
  const sentBytes = status === "done" ? sizeBytes : file.progress.bytesUploaded || 0;
  const percent =
    status === "done" ? 100 : Math.min(99, Math.floor((sentBytes / Math.max(1, sizeBytes)) * 100));
  return {
    id: file.id,
    runId: file.meta.runId,
    name: file.meta.details.title || file.name,
    sizeBytes,
    sentBytes,
    percent,
    status,
    message: file.error ?? null,
  };
}

export interface UploadTotals {
  /** Not done and not failed: leaving the page would interrupt these. */
  active: number;
  paused: number;
  failed: number;
  done: number;
  count: number;
  percent: number;
  bytesLeft: number;
}

/** All lines as one, for the bar at the foot of every page. */
export function uploadTotals(rows: readonly UploadRow[]): UploadTotals {
  const of = (...statuses: UploadStatus[]) => rows.filter((row) => statuses.includes(row.status));
  const sum = (list: readonly UploadRow[], pick: (row: UploadRow) => number) =>
    list.reduce((total, row) => total + pick(row), 0);
  const size = sum(rows, (row) => row.sizeBytes);
  const sent = sum(rows, (row) => row.sentBytes);
  const moving = of("waiting", "sending", "retrying", "finishing", "offline");
  return {
    active: moving.length,
    paused: of("paused").length,
    failed: of("failed").length,
    done: of("done").length,
    count: rows.length,
    percent: size === 0 ? 0 : Math.floor((sent / size) * 100),
    bytesLeft: sum(moving, (row) => row.sizeBytes - row.sentBytes),
  };
}

const WINDOW_MS = 8000;

/** Bytes a second over the last seconds. Bytes found already in storage are a starting point, not speed. */
export class SpeedMeter {
  #samples: { atMs: number; bytes: number }[] = [];

  /** `bytes` is the running total of all files being sent; a total that shrinks starts the measurement anew. */
  add(atMs: number, bytes: number): void {
    const last = this.#samples.at(-1);
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ atMs, bytes });
    while (this.#samples.length > 2 && atMs - this.#samples[0]!.atMs > WINDOW_MS) this.#samples.shift();
  }

  /** 0 until two seconds were seen. */
  bytesPerS(nowMs: number): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || nowMs - first.atMs < 2000) return 0;
    return ((last.bytes - first.bytes) * 1000) / (nowMs - first.atMs);
  }

  reset(): void {
    this.#samples = [];
  }
}
