import { v7 as uuid7 } from "uuid";
import type { z } from "zod";
import * as storage from "@/lib/adapters/storage";
import { enqueueFirst, notify } from "@/lib/analyses/service";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { acceptedFile } from "@/lib/media/formats";
import { MAX_RUN_BYTES } from "@/lib/media/limits";
import { withRacer } from "@/lib/racers/service";
import { originalKey } from "@/lib/runs/keys";
import type { Actor } from "@/lib/teams/schema";
import { homeTeamId } from "@/lib/teams/service";
import { runsOf } from "./policy";
import { getRun } from "./read-service";
import * as repo from "./repo";
import {
  type CreateRun,
  type createdRunSchema,
  PART_SIZE_BYTES,
  type Run,
  type signedPartsSchema,
  type uploadedPartsSchema,
} from "./schema";

const PART_LINK_S = 15 * 60;

/**
 * Begins an upload, or continues the actor's unfinished one of the same file (fingerprint, size and kind), also when
 * storage has given that one up. Two requests at once get the same run.
 * @throws AppError unsupported, tooLarge, invalid (a racer that is not the actor's)
 */
export async function createUpload(
  actor: Actor,
  asked: CreateRun,
): Promise<z.input<typeof createdRunSchema>> {
  const accepted = acceptedFile(asked.fileName);
  if (!accepted) throw new AppError("unsupported", "file ending not accepted");
  if (asked.sizeBytes > MAX_RUN_BYTES) throw new AppError("tooLarge", `${asked.sizeBytes} bytes`);

  const id = uuid7();
  const upload = {
    id,
    teamId: await homeTeamId(actor),
    ownerId: actor.userId,
    objectKey: originalKey(id, endingOf(asked.fileName)),
    kind: accepted.kind,
    contentType: accepted.contentType,
    title: asked.title ?? titleOf(asked.fileName),
    partSizeBytes: PART_SIZE_BYTES,
    asked,
  };
  const { row, found } = await withRacer(actor, asked.racerId, () =>
    inTransaction((tx) => repo.findOrInsertUpload(tx, runsOf(actor), upload)),
  );
  const resumed = found && ((await partsOf(row)) !== null || (await isWhole(row)));
  if (!resumed) await startInStorage(row);
  return {
    run: await getRun(actor, row.id),
    partSizeBytes: row.partSizeBytes,
    partCount: partCountOf(row),
    resumed,
  };
}

/** The parts storage has received; what it says, and nothing else, decides what is still to be sent. */
export async function listParts(actor: Actor, runId: string): Promise<z.input<typeof uploadedPartsSchema>> {
  const upload = await requireUploading(actor, runId);
  const parts = await partsOf(upload);
  if (parts !== null) return { parts };
  return { parts: (await isWhole(upload)) ? everyPart(upload) : [] };
}

/**
 * Links that take one part each, for 15 minutes.
 * @throws AppError notFound, conflict (nothing is being uploaded), invalid (no such part)
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
  const uploadId = upload.uploadId ?? (await startInStorage(upload));
  await repo.touchUpload(runId);
  const urls = await Promise.all(
    partNumbers.map((partNumber) => storage.signPart(upload.objectKey, uploadId, partNumber, PART_LINK_S)),
  );
  return { parts: urls.map((url, i) => ({ partNumber: partNumbers[i] ?? 0, url })) };
}

/**
 * Ends an upload and asks for its analysis. May run any number of times, also at once: it ends in one run with one
 * analysis. A lost message is made good by the sweep.
 * @throws AppError notFound; conflict when parts are missing, or what arrived is not the file that was announced
 */
export async function completeUpload(actor: Actor, runId: string): Promise<Run> {
  const upload = await requireUpload(actor, runId);
  if (upload.state === "uploading") await finish(upload);
  return getRun(actor, runId);
}

/**
 * Ends an upload for a person who left after its last part. False when parts are missing; access is the caller's.
 * @throws AppError unavailable when storage does not say
 */
export async function completeForgotten(upload: repo.UploadRow): Promise<boolean> {
  try {
    await finish(upload);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return false;
    throw error;
  }
}

async function finish(upload: repo.UploadRow): Promise<void> {
  await assemble(upload);
  const queued = await inTransaction(async (tx) =>
    (await repo.markUploaded(tx, upload.id)) ? enqueueFirst(tx, upload.id) : null,
  );
  if (queued) await notify([queued]);
}

/** Leaves the whole object under its key, or throws. */
async function assemble(upload: repo.UploadRow): Promise<void> {
  const parts = await partsOf(upload);
  if (parts !== null && upload.uploadId) {
    const count = partCountOf(upload);
    if (parts.length < count) {
      throw new AppError("conflict", `${parts.length} of ${count} parts`, {
        publicMessage: `The upload is not complete yet: ${parts.length} of ${count} parts have arrived.`,
      });
    }
    const arrivedBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    if (arrivedBytes !== upload.sizeBytes) return refuse(upload, arrivedBytes);
    try {
      await storage.completeMultipart(upload.objectKey, upload.uploadId, parts);
    } catch (error) {
      // Another request may have completed it between the list and now; the object below tells.
      if (!isMissing(error)) throw error;
    }
  }
  const object = await storage.head(upload.objectKey);
  if (!object) {
    throw new AppError("conflict", "upload and object are gone", {
      publicMessage: "The upload was interrupted for too long. Choose the same file again.",
    });
  }
  if (object.sizeBytes !== upload.sizeBytes) return refuse(upload, object.sizeBytes);
}

/** Throws away what arrived; choosing the file again starts from the beginning in the same run. */
async function refuse(upload: repo.UploadRow, arrivedBytes: number): Promise<never> {
  if (await repo.replaceUploadId(upload.id, upload.uploadId, null)) {
    if (upload.uploadId) await storage.abortMultipart(upload.objectKey, upload.uploadId);
    await storage.deleteMany([upload.objectKey]);
  }
  throw new AppError("conflict", `${arrivedBytes} bytes arrived, ${upload.sizeBytes} announced`, {
    publicMessage: "What arrived is not the file that was chosen: its size differs. Choose the file again.",
  });
}

/** Starts a storage upload for a row in place of the one it names; the faster of two requests wins. */
async function startInStorage(upload: repo.UploadRow): Promise<string> {
  const uploadId = await storage.createMultipart(upload.objectKey, upload.contentType);
  if (await repo.replaceUploadId(upload.id, upload.uploadId, uploadId)) return uploadId;
  await storage.abortMultipart(upload.objectKey, uploadId);
  const winner = await repo.findUploadId(upload.id);
  if (!winner) throw new AppError("conflict", "the upload ended meanwhile");
  log.info({ runId: upload.id }, "another request started the upload first");
  return winner;
}

/** The received parts, or null when storage knows no such upload. */
async function partsOf(upload: repo.UploadRow) {
  if (!upload.uploadId) return null;
  try {
    return await storage.listParts(upload.objectKey, upload.uploadId);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether the object is there already: the upload was ended, and whoever asked for it did not hear so. */
const isWhole = async (upload: repo.UploadRow) =>
  (await storage.head(upload.objectKey))?.sizeBytes === upload.sizeBytes;

const everyPart = (upload: repo.UploadRow) =>
  Array.from({ length: partCountOf(upload) }, (_, i) => ({
    partNumber: i + 1,
    etag: "",
    sizeBytes: Math.min(upload.partSizeBytes, upload.sizeBytes - i * upload.partSizeBytes),
  }));

const isMissing = (error: unknown) => error instanceof AppError && error.code === "notFound";
const partCountOf = (upload: repo.UploadRow) => Math.ceil(upload.sizeBytes / upload.partSizeBytes);

async function requireUpload(actor: Actor, runId: string): Promise<repo.UploadRow> {
  const upload = await repo.findUpload(runsOf(actor), runId);
  if (!upload) throw new AppError("notFound", `no run ${runId} for its asker`);
  return upload;
}

async function requireUploading(actor: Actor, runId: string): Promise<repo.UploadRow> {
  const upload = await requireUpload(actor, runId);
  if (upload.state === "uploading") return upload;
  throw new AppError("conflict", "already uploaded", { publicMessage: "This file is already uploaded." });
}

const endingOf = (fileName: string) => fileName.toLowerCase().split(".").pop() ?? "";

const TITLE_LENGTH = 120;
const titleOf = (fileName: string) =>
  fileName
    .replace(/\.[^.]*$/, "")
    .trim()
    .slice(0, TITLE_LENGTH) || "Run";
