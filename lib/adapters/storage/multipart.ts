import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { sdkErrorName } from "@/lib/adapters/aws/errors";
import { AppError } from "@/lib/errors";
import { type ObjectLocation, s3, s3Location, signingDate, storageCall } from "./client";
import { metaInput, type ObjectMeta } from "./objects";

export interface ReceivedPart {
  partNumber: number;
  etag: string;
  sizeBytes: number;
}

const uploadError = (error: unknown) =>
  sdkErrorName(error) === "NoSuchUpload"
    ? new AppError("notFound", "storage: multipart upload was completed, aborted or never started", {
        cause: error,
      })
    : error;

/** Starts a multipart upload and returns its id. The object exists only after completion. */
export function createMultipart(location: ObjectLocation, meta: ObjectMeta): Promise<string> {
  return storageCall("create multipart", async () => {
    const created = await s3.send(
      new CreateMultipartUploadCommand({ ...s3Location(location), ...metaInput(meta) }),
    );
    if (!created.UploadId) throw new AppError("unavailable", "storage: no upload id in the response");
    return created.UploadId;
  });
}

/**
 * Returns a presigned PUT URL for one part, valid for `expiresS` seconds or until the signing credentials
 * expire. Does not check that the upload exists.
 */
export function signPart(
  location: ObjectLocation,
  uploadId: string,
  partNumber: number,
  expiresS: number,
): Promise<string> {
  const command = new UploadPartCommand({
    ...s3Location(location),
    UploadId: uploadId,
    PartNumber: partNumber,
  });
  return storageCall("sign part", () =>
    getSignedUrl(s3, command, { expiresIn: expiresS, signingDate: signingDate() }),
  );
}

/** Returns all received parts in order. @throws AppError notFound when there is no such upload */
export function listParts(location: ObjectLocation, uploadId: string): Promise<ReceivedPart[]> {
  return storageCall("list parts", async () => {
    const parts: ReceivedPart[] = [];
    let after: string | undefined;
    do {
      // The SDK's paginator continues while there is a marker, which S3 sends with the last page too.
      const page = await s3
        .send(
          new ListPartsCommand({
            ...s3Location(location),
            UploadId: uploadId,
            PartNumberMarker: after,
          }),
        )
        .catch((error: unknown) => Promise.reject(uploadError(error)));
      for (const part of page.Parts ?? []) {
        parts.push({ partNumber: part.PartNumber ?? 0, etag: part.ETag ?? "", sizeBytes: part.Size ?? 0 });
      }
      after = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (after !== undefined);
    return parts.sort((a, b) => a.partNumber - b.partNumber);
  });
}

/**
 * Creates the object from its parts.
 * @throws AppError notFound when the upload is missing or already completed; conflict when the parts differ
 */
export function completeMultipart(
  location: ObjectLocation,
  uploadId: string,
  parts: Pick<ReceivedPart, "partNumber" | "etag">[],
): Promise<void> {
  const ordered = [...parts].sort((a, b) => a.partNumber - b.partNumber);
  return storageCall("complete multipart", async () => {
    try {
      await s3.send(
        new CompleteMultipartUploadCommand({
          ...s3Location(location),
          UploadId: uploadId,
          MultipartUpload: {
            Parts: ordered.map((part) => ({ PartNumber: part.partNumber, ETag: part.etag })),
          },
        }),
      );
    } catch (error) {
      if (
        ["InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML"].includes(sdkErrorName(error))
      ) {
        throw new AppError("conflict", "storage: parts differ from those received", { cause: error });
      }
      throw uploadError(error);
    }
  });
}

/** Deletes a multipart upload and its parts, if it still exists. */
export function abortMultipart(location: ObjectLocation, uploadId: string): Promise<void> {
  return storageCall("abort multipart", async () => {
    try {
      await s3.send(new AbortMultipartUploadCommand({ ...s3Location(location), UploadId: uploadId }));
    } catch (error) {
      if (sdkErrorName(error) !== "NoSuchUpload") throw error;
    }
  });
}
