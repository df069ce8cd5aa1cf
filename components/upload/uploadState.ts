import type { UpdateRun } from "@/lib/runs/schema";

/** What a person may say about a run before and while it uploads. */
export type RunDetails = Pick<UpdateRun, "title" | "racerId" | "discipline" | "place" | "takenAt">;

/** `retrying`: the last request failed although the browser reports a network; it is repeated. */
export type UploadState =
  | { step: "queued" | "paused" | "done" }
  | { step: "preparing" | "uploading" | "completing"; retrying: boolean }
  | { step: "failed"; message: string };

/** What the pages read of an upload. */
export interface UploadView {
  id: string;
  fileName: string;
  sizeBytes: number;
  sentBytes: number;
  /** Null until the API has created the run. */
  runId: string | null;
  details: RunDetails;
  state: UploadState;
}
