import * as storage from "@/lib/adapters/storage";
import { everyArtifact } from "@/lib/analyses/schema";
import { log } from "@/lib/log";
import { artifactKey } from "@/lib/runs/keys";
import * as repo from "./repo";
import { completeForgotten } from "./upload-service";

/** An upload nobody has touched for so long is given up. */
const ABANDONED_AFTER_S = 24 * 3600;
/** Removes the objects and then the row of a run marked as deleted. May run any number of times. */
export async function finishDeletion(runId: string): Promise<void> {
  const remains = await repo.findRemains(runId);
  if (!remains) return;
  if (remains.uploadId) await storage.abortMultipart(remains.objectKey, remains.uploadId);
  const derived = remains.analyses.flatMap((analysis) => {
    if (analysis.attempt === 0) return [];
    const isWholeList = analysis.state === "succeeded" && analysis.attempt === 1;
    // An attempt that did not end well has not told what it stored, and a video of a person must not outlive the run;
    // deleting what is not there is harmless.
    const names = isWholeList ? analysis.artifacts : everyArtifact();
    return names.map((name) => artifactKey(remains.id, analysis.id, name));
  });
  await storage.deleteMany([remains.objectKey, ...derived]);
  const removed = await repo.removeRow(runId);
  log.info({ runId }, removed ? "run deleted" : "run's files deleted; its row waits for a worker to let go");
}

/**
 * Ends uploads nobody has touched for a day as of `now`: one that has wholly arrived is completed as its owner would have,
 * the others are given up, and their remains finished like any deletion's. Returns how many were given up.
 */
export async function abandonUploads(now: Date): Promise<number> {
  const before = new Date(now.getTime() - ABANDONED_AFTER_S * 1000);
  let givenUp = 0;
  for (const upload of await repo.findForgotten(before)) {
    try {
      if (await completeForgotten(upload)) log.info({ runId: upload.id }, "upload completed by the sweep");
      else if (await repo.markAbandoned(upload.id, before)) givenUp += 1;
    } catch (error) {
      log.warn({ runId: upload.id, err: error }, "upload not looked at, the next sweep tries again");
    }
  }
  return givenUp;
}

/** Finishes deletions that died half-way. Returns how many were taken up; one that fails does not stop the others. */
export async function finishDeletions(): Promise<number> {
  const ids = await repo.findHalfDeleted();
  for (const runId of ids) {
    try {
      await finishDeletion(runId);
    } catch (error) {
      log.warn({ runId, err: error }, "deletion failed, the next sweep tries again");
    }
  }
  return ids.length;
}
