"use client";

import { createContext, use } from "react";

interface RunUploads {
  /** Opens the upload panel. */
  open(): void;
  /** Ids of the runs whose upload this tab has begun. */
  begun: readonly string[];
  /** How many of them are uploaded. */
  done: number;
}

/** What the pages of runs need to know about uploads; UploadProvider provides it. */
export const RunUploadsContext = createContext<RunUploads | null>(null);

export function useRunUploads(): RunUploads {
  const value = use(RunUploadsContext);
  if (!value) throw new Error("useRunUploads is used outside of UploadProvider");
  return value;
}
