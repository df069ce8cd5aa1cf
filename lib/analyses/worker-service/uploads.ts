import { abortMultipart } from "@/lib/adapters/storage/multipart";
import { deleteMany } from "@/lib/adapters/storage/objects";
import { log } from "@/lib/log";
import { artifactAt, originalAt } from "@/lib/runs/keys";
import { abandonUpload, assembleUpload, findUploadByKey, listStaleUploads } from "@/lib/runs/worker-service";
import { findDeletedRun, findUnfinishedDeletions, removeDeletedRun } from "../repo/deletions";
import { everyArtifact } from "../schema";
import { queueUploaded } from "./queue";

const ABANDONED_AFTER_S = 24 * 3600;

/**
 * Completes the upload of a created object if its owner did not, and returns the run's id; null when no run
 * has this key or the size differs from the announced one. Idempotent. @throws AppError unavailable
 */
export async function receiveOriginal(objectKey: string): Promise<string | null> {
  const upload = await findUploadByKey(objectKey);
  if (!upload) return null;
  if (upload.state === "uploading") {
    if (!(await assembleUpload(upload))) return null;
    await queueUploaded(upload.id);
    log.info({ runId: upload.id }, "upload completed from storage event");
  }
  return upload.id;
}

/**
 * Ends uploads without activity for a day as of `now`: a complete one is queued for analysis, the others are
 * marked as deleted. Returns how many were abandoned.
 */
export async function abandonUploads(now: Date): Promise<number> {
  const before = new Date(now.getTime() - ABANDONED_AFTER_S * 1000);
  let abandoned = 0;
  for (const upload of await listStaleUploads(before)) {
    try {
      if (await assembleUpload(upload)) {
        await queueUploaded(upload.id);
        log.info({ runId: upload.id }, "upload completed by the sweep");
      } else if (await abandonUpload(upload.id, before)) abandoned += 1;
    } catch (error) {
      log.warn({ runId: upload.id, err: error }, "stale upload could not be checked; the next sweep retries");
    }
  }
  return abandoned;
}

/** Deletes the files and then the row of a run marked as deleted. Safe to repeat. */
export async function finishDeletion(runId: string): Promise<void> {
  const run = await findDeletedRun(runId);
  if (!run) return;
  const original = originalAt(run.objectKey);
  if (run.uploadId) await abortMultipart(original, run.uploadId);
  const derived = run.analyses.flatMap((analysis) => {
    if (analysis.attempt === 0) return [];
    // Other attempts may have stored files that no row lists, and deleting a missing object is harmless.
    const isListComplete = analysis.state === "succeeded" && analysis.attempt === 1;
    const names = isListComplete ? analysis.artifacts : everyArtifact();
    return names.map((name) => artifactAt(run.id, analysis.id, name));
  });
  await deleteMany([original, ...derived]);
  if (await removeDeletedRun(runId)) log.info({ runId }, "run deleted");
  else log.info({ runId }, "run files deleted; row kept until the worker's lease ends");
}

/** Finishes interrupted deletions; one that fails does not stop the others. Returns how many were tried. */
export async function finishDeletions(): Promise<number> {
  const ids = await findUnfinishedDeletions();
  for (const runId of ids) {
    try {
      await finishDeletion(runId);
    } catch (error) {
      log.warn({ runId, err: error }, "deletion failed; the next sweep retries");
    }
  }
  return ids.length;
}
