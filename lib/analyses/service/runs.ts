import { signGet, signView } from "@/lib/adapters/storage/links";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { artifactAt, originalAt } from "@/lib/runs/keys";
import { type ListRuns, listRunsSchema, type Run, type RunPage } from "@/lib/runs/schema";
import { finishUpload, getOriginal, markRunDeleted } from "@/lib/runs/service";
import type { Actor } from "@/lib/teams/schema";
import { analysesOf } from "../policy";
import { findArtifactOwner } from "../repo/analyses";
import { findRun, findRuns } from "../repo/library";
import { runView } from "../run-view";
import { queueUploaded } from "../worker-service/queue";
import { finishDeletion } from "../worker-service/uploads";

/**
 * Returns a page of the actor's runs, newest first.
 * @throws AppError invalid for a malformed cursor
 */
export async function listRuns(actor: Actor, query: Partial<ListRuns> = {}): Promise<RunPage> {
  const { cursor, limit, ...filter } = listRunsSchema.parse(query);
  const beforeId = cursor === undefined ? undefined : decodeCursor(cursor);
  const rows = await findRuns(analysesOf(actor).run, { ...filter, beforeId }, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(runView),
    nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null,
  };
}

/** @throws AppError notFound, also for another person's run */
export async function getRun(actor: Actor, runId: string): Promise<Run> {
  const row = await findRun(analysesOf(actor).run, runId);
  if (!row) throw notFound(runId);
  return runView(row);
}

/**
 * Completes an upload and queues its first analysis. Idempotent, also when called concurrently.
 * @throws AppError notFound; conflict when parts are missing, or the size differs from the announced one
 */
export async function completeUpload(actor: Actor, runId: string): Promise<Run> {
  await finishUpload(actor, runId);
  await queueUploaded(runId);
  return getRun(actor, runId);
}

/**
 * Hides a run and deletes it with its files; the sweep finishes what fails.
 * @throws AppError notFound
 */
export async function deleteRun(actor: Actor, runId: string): Promise<void> {
  await markRunDeleted(actor, runId);
  try {
    await finishDeletion(runId);
  } catch (error) {
    log.warn({ runId, err: error }, "run files could not be deleted; the sweep retries");
  }
}

/** The link outlives the browser's cache of the redirect, so a cached redirect still works. */
const FILE_LINK_S = 3600;
export const FILE_LINK_CACHE_S = 300;

/**
 * Returns a URL of one file of a run: `original`, or an artifact of the analysis that is shown.
 * @throws AppError notFound
 */
export async function fileUrl(
  actor: Actor,
  runId: string,
  name: string,
  options: { download?: boolean } = {},
): Promise<string> {
  const original = await getOriginal(actor, runId);
  const isOriginal = name === "original";
  const object = isOriginal ? originalAt(original.objectKey) : await locateArtifact(actor, runId, name);
  if (!options.download) return signView(object, { expiresS: FILE_LINK_S });
  const extension = object.key.split(".").pop() ?? "";
  const stem = original.title.replace(/[^\p{L}\p{N} ._-]/gu, "_");
  const downloadName = isOriginal ? `${stem}.${extension}` : `${stem} ${name}`;
  return signGet(object, { expiresS: FILE_LINK_S, downloadName });
}

async function locateArtifact(actor: Actor, runId: string, name: string) {
  const analysisId = await findArtifactOwner(analysesOf(actor), runId, name);
  if (!analysisId) throw notFound(runId);
  return artifactAt(runId, analysisId, name);
}

const notFound = (runId: string) =>
  new AppError("notFound", `run ${runId} or its file is not visible to the actor`);

const encodeCursor = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");

function decodeCursor(cursor: string): string {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex) ?? [];
  if (groups.length === 0) {
    throw new AppError("invalid", "unknown cursor", {
      invalidParams: [{ name: "query.cursor", reason: "This is not a cursor of this list" }],
    });
  }
  return groups.join("-");
}
