import { v7 as uuid7 } from "uuid";
import type { z } from "zod";
import { signPart } from "@/lib/adapters/storage/multipart";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { acceptedFile } from "@/lib/media/formats";
import { MAX_RUN_BYTES } from "@/lib/media/limits";
import { withRacer } from "@/lib/racers/service";
import type { Actor } from "@/lib/teams/schema";
import { homeTeamId } from "@/lib/teams/service";
import { originalAt, originalKey } from "./keys";
import { runsOf } from "./policy";
import * as runRepo from "./repo/runs";
import * as uploadRepo from "./repo/uploads";
import {
  type CreateRun,
  PART_SIZE_BYTES,
  type signedPartsSchema,
  type UpdateRun,
  type uploadedPartsSchema,
} from "./schema";
import {
  allParts,
  assembleOriginal,
  isComplete,
  partCountOf,
  receivedParts,
  startMultipart,
} from "./upload-storage";

const PART_LINK_S = 15 * 60;

export interface StartedUpload {
  runId: string;
  partSizeBytes: number;
  partCount: number;
  /** Whether an unfinished upload of the same file continues. */
  resumed: boolean;
}

/**
 * Starts an upload, or resumes the actor's unfinished one of the same file, also for concurrent requests.
 * @throws AppError unsupported, tooLarge, invalid (a racer that is not the actor's)
 */
export async function createUpload(actor: Actor, request: CreateRun): Promise<StartedUpload> {
  const accepted = acceptedFile(request.fileName);
  if (!accepted) throw new AppError("unsupported", "file extension not accepted");
  if (request.sizeBytes > MAX_RUN_BYTES) throw new AppError("tooLarge", `${request.sizeBytes} bytes`);

  const id = uuid7();
  const upload = {
    id,
    teamId: homeTeamId(actor),
    ownerId: actor.userId,
    objectKey: originalKey(id, extensionOf(request.fileName)),
    kind: accepted.kind,
    contentType: accepted.contentType,
    title: request.title ?? titleOf(request.fileName),
    partSizeBytes: PART_SIZE_BYTES,
    request,
  };
  const { row, found } = await withRacer(actor, request.racerId, () =>
    inTransaction((tx) => uploadRepo.findOrInsertUpload(tx, runsOf(actor), upload)),
  );
  const resumed = found && ((await receivedParts(row)) !== null || (await isComplete(row)));
  if (!resumed) await startMultipart(row);
  return { runId: row.id, partSizeBytes: row.partSizeBytes, partCount: partCountOf(row), resumed };
}

/** Returns the parts that storage has received. */
export async function listParts(actor: Actor, runId: string): Promise<z.input<typeof uploadedPartsSchema>> {
  const upload = await requireUploading(actor, runId);
  const parts = await receivedParts(upload);
  if (parts !== null) return { parts };
  return { parts: (await isComplete(upload)) ? allParts(upload) : [] };
}

/**
 * Returns one URL for each part to PUT, valid for 15 minutes.
 * @throws AppError notFound, conflict (the run is uploaded), invalid (a part beyond the file)
 */
export async function signParts(
  actor: Actor,
  runId: string,
  partNumbers: number[],
): Promise<z.input<typeof signedPartsSchema>> {
  const upload = await requireUploading(actor, runId);
  const count = partCountOf(upload);
  if (partNumbers.some((partNumber) => partNumber > count)) {
    throw new AppError("invalid", `part beyond ${count}`, {
      invalidParams: [{ name: "partNumbers", reason: `This file has ${count} parts` }],
    });
  }
  const uploadId = upload.uploadId ?? (await startMultipart(upload));
  await uploadRepo.touchUpload(runId);
  const original = originalAt(upload.objectKey);
  const urls = await Promise.all(
    partNumbers.map((partNumber) => signPart(original, uploadId, partNumber, PART_LINK_S)),
  );
  return { parts: urls.map((url, i) => ({ partNumber: partNumbers[i] ?? 0, url })) };
}

/**
 * Assembles the original in storage. The run stays `uploading` until its analysis is queued.
 * @throws AppError notFound; conflict when parts are missing, or the size differs from the announced one
 */
export async function finishUpload(actor: Actor, runId: string): Promise<void> {
  const upload = await requireUpload(actor, runId);
  if (upload.state === "uploading") await assembleOriginal(upload);
}

/**
 * Changes the given fields; null clears one.
 * @throws AppError notFound, invalid (a racer that is not the actor's)
 */
export async function updateRun(actor: Actor, runId: string, changes: UpdateRun): Promise<void> {
  const change = () => runRepo.changeRun(runsOf(actor), runId, changes);
  if (!(await withRacer(actor, changes.racerId, change))) throw notFound(runId);
}

/** Hides a run from every list, and keeps its files and rows. @throws AppError notFound */
export async function markRunDeleted(actor: Actor, runId: string): Promise<void> {
  if (!(await runRepo.markDeleted(runsOf(actor), runId))) throw notFound(runId);
}

/**
 * Locks an uploaded run until the transaction ends, which serializes requests for its analysis.
 * @throws AppError notFound; conflict while the file is being uploaded
 */
export async function lockUploadedRun(actor: Actor, tx: Tx, runId: string): Promise<void> {
  const run = await runRepo.lockRun(tx, runsOf(actor), runId);
  if (!run) throw notFound(runId);
  if (run.state !== "uploaded") {
    throw new AppError("conflict", "not uploaded yet", {
      publicMessage: "The file is still being uploaded.",
    });
  }
}

/**
 * Returns the key and title of an uploaded original.
 * @throws AppError notFound, also while it is being uploaded
 */
export async function getOriginal(
  actor: Actor,
  runId: string,
): Promise<{ objectKey: string; title: string }> {
  const original = await runRepo.findOriginal(runsOf(actor), runId);
  if (original?.state !== "uploaded") throw notFound(runId);
  return original;
}

async function requireUpload(actor: Actor, runId: string): Promise<uploadRepo.RunUploadRow> {
  const upload = await uploadRepo.findUpload(runsOf(actor), runId);
  if (!upload) throw notFound(runId);
  return upload;
}

async function requireUploading(actor: Actor, runId: string): Promise<uploadRepo.RunUploadRow> {
  const upload = await requireUpload(actor, runId);
  if (upload.state === "uploading") return upload;
  throw new AppError("conflict", "already uploaded", { publicMessage: "This file is already uploaded." });
}

const notFound = (runId: string) => new AppError("notFound", `run ${runId} is not visible to the actor`);

const extensionOf = (fileName: string) => fileName.toLowerCase().split(".").pop() ?? "";

const TITLE_LENGTH = 120;
const titleOf = (fileName: string) =>
  fileName
    .replace(/\.[^.]*$/, "")
    .trim()
    .slice(0, TITLE_LENGTH) || "Run";
