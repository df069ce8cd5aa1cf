import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { updateFacts } from "./repo/runs";
import * as repo from "./repo/uploads";
import { assembleOriginal } from "./upload-storage";

/** Stores facts of the file where they are unknown. */
export const saveFacts = (
  tx: Tx,
  runId: string,
  facts: { durationS: number; takenAt: string | null },
): Promise<void> => updateFacts(tx, runId, facts);

/** Marks a run uploaded; returns false when it was already, or is deleted. */
export const markUploaded = (tx: Tx, runId: string): Promise<boolean> => repo.markUploaded(tx, runId);

export const findUploadByKey = (objectKey: string): Promise<repo.RunUploadRow | null> =>
  repo.findUploadByKey(objectKey);

export const listStaleUploads = (before: Date): Promise<repo.RunUploadRow[]> => repo.findStaleUploads(before);

/**
 * Completes an upload in storage; returns false when parts are missing or the size is wrong.
 * @throws AppError unavailable
 */
export async function assembleUpload(upload: repo.RunUploadRow): Promise<boolean> {
  try {
    await assembleOriginal(upload);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return false;
    throw error;
  }
}

/** Marks an upload without activity since `before` as deleted; returns false when it continued meanwhile. */
export const abandonUpload = (runId: string, before: Date): Promise<boolean> =>
  repo.markAbandoned(runId, before);
