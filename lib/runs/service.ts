import * as storage from "@/lib/adapters/storage";
import { findArtifact } from "@/lib/analyses/service";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { withRacer } from "@/lib/racers/service";
import { artifactKey } from "@/lib/runs/keys";
import type { Actor } from "@/lib/teams/schema";
import { finishDeletion } from "./deletion-service";
import { runsOf } from "./policy";
import { getRun } from "./read-service";
import * as repo from "./repo";
import type { Run, UpdateRun } from "./schema";

export { getRun, listRuns } from "./read-service";
export { completeUpload, createUpload, listParts, signParts } from "./upload-service";

/** Changes what is given; null empties. @throws AppError notFound, invalid (a racer that is not the actor's) */
export async function updateRun(actor: Actor, runId: string, changes: UpdateRun): Promise<Run> {
  const change = () => repo.changeRun(runsOf(actor), runId, changes);
  if (!(await withRacer(actor, changes.racerId, change))) throw notFound(runId);
  return getRun(actor, runId);
}

/**
 * Deletes a run with its files. From the first write on nobody sees it any more; if storage fails half-way, or a worker
 * is still writing, the sweep finishes.
 * @throws AppError notFound
 */
export async function deleteRun(actor: Actor, runId: string): Promise<void> {
  if (!(await repo.markDeleted(runsOf(actor), runId))) throw notFound(runId);
  try {
    await finishDeletion(runId);
  } catch (error) {
    log.warn({ runId, err: error }, "deletion is left to the sweep");
  }
}

/** A link lives longer than the browser remembers the way to it, so a remembered link still works. */
const FILE_LINK_S = 3600;
export const FILE_LINK_CACHE_S = 300;

/**
 * A link to one file of a run: `original`, or a file of the analysis that is shown.
 * @throws AppError notFound
 */
export async function fileUrl(
  actor: Actor,
  runId: string,
  name: string,
  options: { download?: boolean } = {},
): Promise<string> {
  const original = await repo.findOriginal(runsOf(actor), runId);
  if (original?.state !== "uploaded") throw notFound(runId);
  const ending = (name === "original" ? original.objectKey : name).split(".").pop() ?? "";
  const stem = original.title.replace(/[^\p{L}\p{N} ._-]/gu, "_");
  const downloadName = name === "original" ? `${stem}.${ending}` : `${stem} ${name}`;
  const key = name === "original" ? original.objectKey : await keyOfArtifact(actor, runId, name);
  if (!options.download) return storage.signView(key, { expiresS: FILE_LINK_S });
  return storage.signGet(key, { expiresS: FILE_LINK_S, downloadName });
}

async function keyOfArtifact(actor: Actor, runId: string, name: string): Promise<string> {
  const analysisId = await findArtifact(actor, runId, name);
  if (!analysisId) throw notFound(runId);
  return artifactKey(runId, analysisId, name);
}

const notFound = (runId: string) => new AppError("notFound", `no run ${runId} for its asker`);
