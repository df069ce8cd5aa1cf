import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { faultName, faultStatus } from "@/lib/adapters/aws/faults";
import { AppError } from "@/lib/errors";
import { bucketOf, s3, storageCall } from "./client";

export interface ObjectMeta {
  contentType: string;
  contentEncoding?: string;
  cacheControl?: string;
}

export interface ObjectHead {
  sizeBytes: number;
  contentType: string;
  etag: string;
}

const missing = (error: unknown) => ["NoSuchKey", "NotFound"].includes(faultName(error));

/** The S3 words of what describes an object. */
export const metaInput = (meta: ObjectMeta) => ({
  ContentType: meta.contentType,
  ContentEncoding: meta.contentEncoding,
  CacheControl: meta.cacheControl,
});

/** What the store knows of an object without reading it; null when there is none. */
export function head(key: string): Promise<ObjectHead | null> {
  return storageCall("head", async () => {
    try {
      const found = await s3.send(new HeadObjectCommand({ Bucket: bucketOf(key), Key: key }));
      return {
        sizeBytes: found.ContentLength ?? 0,
        contentType: found.ContentType ?? "application/octet-stream",
        etag: found.ETag ?? "",
      };
    } catch (error) {
      if (missing(error) || faultStatus(error) === 404) return null;
      throw error;
    }
  });
}

/** Writes a whole object from memory, replacing what was there. */
export function putObject(key: string, body: Uint8Array, meta: ObjectMeta): Promise<void> {
  return storageCall("put object", async () => {
    await s3.send(new PutObjectCommand({ Bucket: bucketOf(key), Key: key, Body: body, ...metaInput(meta) }));
  });
}

/**
 * Reads a whole object into memory; for large ones sign a link and read ranges.
 * @throws AppError `notFound` when there is none.
 */
export function getObject(key: string): Promise<Uint8Array> {
  return storageCall("get object", async () => {
    try {
      const found = await s3.send(new GetObjectCommand({ Bucket: bucketOf(key), Key: key }));
      return (await found.Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (missing(error))
        throw new AppError("notFound", "storage: the object does not exist", { cause: error });
      throw error;
    }
  });
}

const DELETE_BATCH = 1000;

/** Deletes any number of objects; those that are gone already are fine, so it may run again after a failure. */
export function deleteMany(keys: string[]): Promise<void> {
  return storageCall("delete objects", async () => {
    for (const bucket of new Set(keys.map(bucketOf))) {
      const mine = keys.filter((key) => bucketOf(key) === bucket);
      for (let from = 0; from < mine.length; from += DELETE_BATCH) {
        const Objects = mine.slice(from, from + DELETE_BATCH).map((Key) => ({ Key }));
        const done = await s3.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        if (done.Errors?.length) {
          throw new AppError("unavailable", `storage: ${done.Errors.length} objects were not deleted`);
        }
      }
    }
  });
}
