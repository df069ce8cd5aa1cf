import {
  abortMultipart,
  completeMultipart,
  createMultipart,
  listParts,
} from "@/lib/adapters/storage/multipart";
import { deleteMany, head } from "@/lib/adapters/storage/objects";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { originalAt } from "./keys";
import { findUploadId, type RunUploadRow, replaceUploadId } from "./repo/uploads";

const isNotFound = (error: unknown) => error instanceof AppError && error.code === "notFound";

export const partCountOf = (upload: RunUploadRow) => Math.ceil(upload.sizeBytes / upload.partSizeBytes);

/** Returns the parts that storage received; null when the multipart upload does not exist. */
export async function receivedParts(upload: RunUploadRow) {
  if (!upload.uploadId) return null;
  try {
    return await listParts(originalAt(upload.objectKey), upload.uploadId);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Returns whether the whole object exists, as when the response of a completed upload was lost. */
export const isComplete = async (upload: RunUploadRow): Promise<boolean> =>
  (await head(originalAt(upload.objectKey)))?.sizeBytes === upload.sizeBytes;

export const allParts = (upload: RunUploadRow) =>
  Array.from({ length: partCountOf(upload) }, (_, i) => ({
    partNumber: i + 1,
    etag: "",
    sizeBytes: Math.min(upload.partSizeBytes, upload.sizeBytes - i * upload.partSizeBytes),
  }));

/**
 * Starts a multipart upload that replaces the stored one, and returns its id; the same for concurrent
 * callers.
 */
export async function startMultipart(upload: RunUploadRow): Promise<string> {
  const object = originalAt(upload.objectKey);
  const uploadId = await createMultipart(object, { contentType: upload.contentType });
  if (await replaceUploadId(upload.id, upload.uploadId, uploadId)) return uploadId;
  await abortMultipart(object, uploadId);
  const winner = await findUploadId(upload.id);
  if (!winner) throw new AppError("conflict", "the upload ended meanwhile");
  log.info({ runId: upload.id }, "multipart upload already started by another request");
  return winner;
}

/**
 * Completes the multipart upload and checks the object's size. Safe to repeat and to run concurrently.
 * @throws AppError conflict when parts are missing, or the size differs from the announced one
 */
export async function assembleOriginal(upload: RunUploadRow): Promise<void> {
  const original = originalAt(upload.objectKey);
  const parts = await receivedParts(upload);
  if (parts !== null && upload.uploadId) {
    const count = partCountOf(upload);
    if (parts.length < count) {
      throw new AppError("conflict", `${parts.length} of ${count} parts`, {
        publicMessage: `The upload is not complete yet: ${parts.length} of ${count} parts have arrived.`,
      });
    }
    const receivedBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    if (receivedBytes !== upload.sizeBytes) return discard(upload, receivedBytes);
    try {
      await completeMultipart(original, upload.uploadId, parts);
    } catch (error) {
      // A concurrent request may have completed it; the check of the object decides.
      if (!isNotFound(error)) throw error;
    }
  }
  const object = await head(original);
  if (!object) {
    throw new AppError("conflict", "upload and object are gone", {
      publicMessage: "The upload was interrupted for too long. Choose the same file again.",
    });
  }
  if (object.sizeBytes !== upload.sizeBytes) return discard(upload, object.sizeBytes);
}

/** Deletes the received data, so that choosing the file again restarts the upload of the same run. */
async function discard(upload: RunUploadRow, receivedBytes: number): Promise<never> {
  if (await replaceUploadId(upload.id, upload.uploadId, null)) {
    if (upload.uploadId) await abortMultipart(originalAt(upload.objectKey), upload.uploadId);
    await deleteMany([originalAt(upload.objectKey)]);
  }
  throw new AppError("conflict", `received ${receivedBytes} bytes, expected ${upload.sizeBytes}`, {
    publicMessage: "What arrived is not the file that was chosen: its size differs. Choose the file again.",
  });
}
