import { open } from "node:fs/promises";
import { UploadPartCommand } from "@aws-sdk/client-s3";
import { AppError } from "@/lib/errors";
import { type ObjectLocation, s3, s3Location, storageCall } from "./client";
import { abortMultipart, completeMultipart, createMultipart } from "./multipart";
import { type ObjectMeta, putObject } from "./objects";

/** One part is held in memory, so that the SDK can retry it. */
const PART_BYTES = 16 * 1024 ** 2;

/** Maps a lost multipart upload to a transient error; `notFound` would mean a missing original. */
const asTransient = (error: unknown) =>
  error instanceof AppError && error.code === "notFound"
    ? new AppError("unavailable", "storage: multipart upload ended unexpectedly", { cause: error })
    : error;

/** Writes a file as an object. When it throws, the object is unchanged. */
export async function putFile(location: ObjectLocation, filePath: string, meta: ObjectMeta): Promise<void> {
  const file = await open(filePath);
  try {
    const { size } = await file.stat();
    if (size <= PART_BYTES) return await putObject(location, await file.readFile(), meta);
    const uploadId = await createMultipart(location, meta);
    try {
      const parts: { partNumber: number; etag: string }[] = [];
      for (let from = 0; from < size; from += PART_BYTES) {
        const partNumber = parts.length + 1;
        const buffer = Buffer.allocUnsafe(Math.min(PART_BYTES, size - from));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
        const sent = await storageCall("put part", () =>
          s3.send(
            new UploadPartCommand({
              ...s3Location(location),
              UploadId: uploadId,
              PartNumber: partNumber,
              Body: buffer.subarray(0, bytesRead),
            }),
          ),
        );
        parts.push({ partNumber, etag: sent.ETag ?? "" });
      }
      await completeMultipart(location, uploadId, parts);
    } catch (error) {
      await abortMultipart(location, uploadId).catch(() => undefined);
      throw asTransient(error);
    }
  } finally {
    await file.close();
  }
}
