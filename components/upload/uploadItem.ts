import { formatBytes } from "../ui/format";
import type { UploadView } from "./uploadState";

export type UploadStatus =
  | "queued"
  | "uploading"
  | "retrying"
  | "offline"
  | "paused"
  | "completing"
  | "done"
  | "failed";

/** The text of each status. */
export const UPLOAD_WORDS: Record<UploadStatus, string> = {
  queued: "Waiting",
  uploading: "Uploading",
  retrying: "No answer, trying again",
  offline: "Waiting for a connection",
  paused: "Paused",
  completing: "Finishing",
  done: "Uploaded, being analysed",
  failed: "Stopped",
};

/** One line of the upload panel. */
export interface UploadItem {
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

/** Formats how much of a file is sent. */
export const sentWords = ({ sentBytes, sizeBytes, percent }: UploadItem): string =>
  `${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)} · ${percent} %`;

function statusOf(state: UploadView["state"], online: boolean): UploadStatus {
  if (state.step === "done" || state.step === "failed" || state.step === "paused") return state.step;
  if (!online) return "offline";
  if ("retrying" in state && state.retrying) return "retrying";
  return state.step === "preparing" ? "queued" : state.step;
}

/** Returns the line of the panel for an upload. */
export function uploadItem(upload: UploadView, online: boolean): UploadItem {
  const { id, runId, fileName, sizeBytes, details, state } = upload;
  const done = state.step === "done";
  const sentBytes = done ? sizeBytes : upload.sentBytes;
  return {
    id,
    runId,
    name: details.title || fileName,
    sizeBytes,
    sentBytes,
    percent: done ? 100 : Math.min(99, Math.floor((sentBytes / Math.max(1, sizeBytes)) * 100)),
    status: statusOf(state, online),
    message: state.step === "failed" ? state.message : null,
  };
}

export interface UploadTotals {
  /** Uploads that leaving the page would interrupt. */
  active: number;
  paused: number;
  failed: number;
  done: number;
  count: number;
  percent: number;
  bytesLeft: number;
}

/** Sums up all uploads, for the bar at the bottom of every page. */
export function uploadTotals(items: readonly UploadItem[]): UploadTotals {
  const of = (...statuses: UploadStatus[]) => items.filter((item) => statuses.includes(item.status));
  const sum = (list: readonly UploadItem[], pick: (item: UploadItem) => number) =>
    list.reduce((total, item) => total + pick(item), 0);
  const size = sum(items, (item) => item.sizeBytes);
  const sent = sum(items, (item) => item.sentBytes);
  const moving = of("queued", "uploading", "retrying", "completing", "offline");
  return {
    active: moving.length,
    paused: of("paused").length,
    failed: of("failed").length,
    done: of("done").length,
    count: items.length,
    percent: size === 0 ? 0 : Math.floor((sent / size) * 100),
    bytesLeft: sum(moving, (item) => item.sizeBytes - item.sentBytes),
  };
}
