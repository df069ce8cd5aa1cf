import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { faultName } from "@/lib/adapters/aws/faults";
import { AppError } from "@/lib/errors";
import { bucketOf, s3, storageCall } from "./client";
import { metaInput, type ObjectMeta } from "./objects";

export interface UploadedPart {
  partNumber: number;
  etag: string;
  sizeBytes: number;
}

/** An upload that is not there is `notFound`; any other error stays what it is. */
const uploadFault = (error: unknown) =>
  faultName(error) === "NoSuchUpload"
    ? new AppError("notFound", "storage: the upload was completed, aborted or never begun", { cause: error })
    : error;

/** Begins an upload in parts and returns its id. The object exists only once the upload is completed. */
export function createMultipart(key: string, described: string | ObjectMeta): Promise<string> {
  const meta = typeof described === "string" ? { contentType: described } : described;
  return storageCall("create multipart", async () => {
    const begun = await s3.send(
      new CreateMultipartUploadCommand({ Bucket: bucketOf(key), Key: key, ...metaInput(meta) }),
    );
    if (!begun.UploadId)
      throw new AppError("unavailable", "storage: create multipart answered without an id");
    return begun.UploadId;
  });
}

/**
 * A link that takes one part by PUT for `expiresS` seconds. It also ends with the credentials that signed it, which may be
 * sooner, so sign just before use. Says nothing about whether the upload still exists.
 */
export function signPart(
  key: string,
  uploadId: string,
  partNumber: number,
  expiresS: number,
): Promise<string> {
  const command = new UploadPartCommand({
    Bucket: bucketOf(key),
    Key: key,
    UploadId: uploadId,
    PartNumber: partNumber,
  });
  return storageCall("sign part", () => getSignedUrl(s3, command, { expiresIn: expiresS }));
}

/**
 * The parts that have wholly arrived, in order; however many.
 * @throws AppError `notFound` when the upload was completed, aborted or never begun.
 */
export function listParts(key: string, uploadId: string): Promise<UploadedPart[]> {
  return storageCall("list parts", async () => {
    const parts: UploadedPart[] = [];
    let after: string | undefined;
    do {
      // Not the SDK's paginator: it goes by the marker, which S3 sends with the last page too.
      const page = await s3
        .send(
          new ListPartsCommand({
            Bucket: bucketOf(key),
            Key: key,
            UploadId: uploadId,
            PartNumberMarker: after,
          }),
        )
        .catch((error: unknown) => Promise.reject(uploadFault(error)));
      for (const part of page.Parts ?? []) {
        parts.push({ partNumber: part.PartNumber ?? 0, etag: part.ETag ?? "", sizeBytes: part.Size ?? 0 });
      }
      after = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (after !== undefined);
    return parts.sort((a, b) => a.partNumber - b.partNumber);
  });
}

/**
 * Makes the object out of its parts, in the order of their numbers.
 * @throws AppError `notFound` when the upload is gone (perhaps because it was completed before), `conflict` when the parts
 *   are not those that arrived.
 */
export function completeMultipart(
  key: string,
  uploadId: string,
  parts: Pick<UploadedPart, "partNumber" | "etag">[],
): Promise<void> {
  const ordered = [...parts].sort((a, b) => a.partNumber - b.partNumber);
  return storageCall("complete multipart", async () => {
    try {
      await s3.send(
        new CompleteMultipartUploadCommand({
          Bucket: bucketOf(key),
          Key: key,
          UploadId: uploadId,
          MultipartUpload: {
            Parts: ordered.map((part) => ({ PartNumber: part.partNumber, ETag: part.etag })),
          },
        }),
      );
    } catch (error) {
      if (["InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML"].includes(faultName(error))) {
        throw new AppError("conflict", "storage: the parts are not those that arrived", { cause: error });
      }
      throw uploadFault(error);
    }
  });
}

/** Forgets an upload and its parts; an upload that is gone already is fine. */
export function abortMultipart(key: string, uploadId: string): Promise<void> {
  return storageCall("abort multipart", async () => {
    try {
      await s3.send(new AbortMultipartUploadCommand({ Bucket: bucketOf(key), Key: key, UploadId: uploadId }));
    } catch (error) {
      if (faultName(error) !== "NoSuchUpload") throw error;
    }
  });
}
