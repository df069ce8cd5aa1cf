import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { BUCKET, s3, signingDate, storageCall } from "./client";

/** A header that every browser and proxy reads alike takes plain letters only. */
const plainName = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._ -]/g, "_");

/**
 * A link that reads an object, in ranges if wished, for `expiresS` seconds; it also ends with the credentials that signed
 * it. `downloadName` makes browsers save instead of show. Says nothing about whether the object exists.
 */
export function signGet(
  key: string,
  options: { expiresS: number; downloadName?: string; contentType?: string },
): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: BUCKET,
    Key: key,
    ResponseContentType: options.contentType,
    ResponseContentDisposition:
      options.downloadName === undefined
        ? undefined
        : `attachment; filename="${plainName(options.downloadName)}"`,
  });
  return storageCall("sign get", () =>
    getSignedUrl(s3, command, { expiresIn: options.expiresS, signingDate: signingDate() }),
  );
}
