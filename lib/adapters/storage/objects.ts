import { DeleteObjectsCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { sdkErrorName, sdkErrorStatus } from "@/lib/adapters/aws/errors";
import { AppError } from "@/lib/errors";
import { type ObjectLocation, s3, s3Location, storageCall } from "./client";

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

const isMissing = (error: unknown) => ["NoSuchKey", "NotFound"].includes(sdkErrorName(error));

export const metaInput = (meta: ObjectMeta) => ({
  ContentType: meta.contentType,
  ContentEncoding: meta.contentEncoding,
  CacheControl: meta.cacheControl,
});

/** Returns size, type and ETag of an object, or null. */
export function head(location: ObjectLocation): Promise<ObjectHead | null> {
  return storageCall("head", async () => {
    try {
      const found = await s3.send(new HeadObjectCommand(s3Location(location)));
      return {
        sizeBytes: found.ContentLength ?? 0,
        contentType: found.ContentType ?? "application/octet-stream",
        etag: found.ETag ?? "",
      };
    } catch (error) {
      if (isMissing(error) || sdkErrorStatus(error) === 404) return null;
      throw error;
    }
  });
}

/** Writes an object from memory, and replaces an existing one. */
export function putObject(location: ObjectLocation, body: Uint8Array, meta: ObjectMeta): Promise<void> {
  return storageCall("put object", async () => {
    await s3.send(new PutObjectCommand({ ...s3Location(location), Body: body, ...metaInput(meta) }));
  });
}

const DELETE_BATCH = 1000;

/** Deletes objects in batches. Missing objects are ignored, so a repeated call is safe. */
export function deleteMany(locations: ObjectLocation[]): Promise<void> {
  return storageCall("delete objects", async () => {
    const all = locations.map(s3Location);
    for (const Bucket of new Set(all.map((object) => object.Bucket))) {
      const objects = all.filter((object) => object.Bucket === Bucket);
      for (let from = 0; from < objects.length; from += DELETE_BATCH) {
        const Objects = objects.slice(from, from + DELETE_BATCH).map(({ Key }) => ({ Key }));
        const deleted = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
        if (deleted.Errors?.length) {
          throw new AppError("unavailable", `storage: ${deleted.Errors.length} objects could not be deleted`);
        }
      }
    }
  });
}
