import type { UpdateRun } from "@/lib/runs/schema";

/** The details of a run that a person may set before and during its upload. */
export type RunDetails = Pick<UpdateRun, "title" | "racerId" | "discipline" | "place" | "takenAt">;

/** `retrying`: the last request failed although the browser reports a network; it is repeated. */
export type UploadState =
  | { step: "queued" | "paused" | "done" }
  | { step: "preparing" | "uploading" | "completing"; retrying: boolean }
  | { step: "failed"; message: string };

/** The state of an upload as the pages show it. */
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
