"use client";

import { createContext, use } from "react";

interface RunUploads {
  /** Opens the upload panel. */
  open(): void;
  /** Ids of the runs that this tab uploads or has uploaded. */
  runIds: readonly string[];
  doneCount: number;
}

/** The uploads as the pages of runs need them; UploadProvider provides it. */
export const RunUploadsContext = createContext<RunUploads | null>(null);

export function useRunUploads(): RunUploads {
  const value = use(RunUploadsContext);
  if (!value) throw new Error("useRunUploads is used outside of UploadProvider");
  return value;
}
