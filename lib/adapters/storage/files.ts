import { open } from "node:fs/promises";
import { UploadPartCommand } from "@aws-sdk/client-s3";
import { AppError } from "@/lib/errors";
import { bucketOf, s3, storageCall } from "./client";
import { abortMultipart, completeMultipart, createMultipart } from "./multipart";
import { type ObjectMeta, putObject } from "./objects";

/** Held in memory one at a time, so that a part that fails can be sent again. */
const PART_BYTES = 16 * 1024 ** 2;

/**
 * An upload of ours that is gone (ended by a call whose answer was lost, or by another worker) passes with the next try;
 * told on as `notFound` it would be taken for the original's being gone.
 */
const lostOnTheWay = (error: unknown) =>
  error instanceof AppError && error.code === "notFound"
    ? new AppError("unavailable", "storage: the upload of a file ended on the way", { cause: error })
    : error;

/**
 * Writes a file as an object, replacing what was there; memory stays at one part whatever its size. The object is
 * whole or, when this throws, as it was.
 */
export async function putFile(key: string, filePath: string, meta: ObjectMeta): Promise<void> {
  const file = await open(filePath);
  try {
    const { size } = await file.stat();
    if (size <= PART_BYTES) return await putObject(key, await file.readFile(), meta);
    const uploadId = await createMultipart(key, meta);
    try {
      const parts: { partNumber: number; etag: string }[] = [];
      for (let from = 0; from < size; from += PART_BYTES) {
        const partNumber = parts.length + 1;
        const buffer = Buffer.allocUnsafe(Math.min(PART_BYTES, size - from));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
        const sent = await storageCall("put part", () =>
          s3.send(
            new UploadPartCommand({
              Bucket: bucketOf(key),
              Key: key,
              UploadId: uploadId,
              PartNumber: partNumber,
              Body: buffer.subarray(0, bytesRead),
            }),
          ),
        );
        parts.push({ partNumber, etag: sent.ETag ?? "" });
      }
      await completeMultipart(key, uploadId, parts);
    } catch (error) {
      await abortMultipart(key, uploadId).catch(() => undefined);
      throw lostOnTheWay(error);
    }
  } finally {
    await file.close();
  }
}
