import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl as signForCdn } from "@aws-sdk/cloudfront-signer";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { readSecret } from "@/lib/adapters/secrets";
import { env } from "@/lib/env";
import { type ObjectLocation, s3, s3Location, signingDate, storageCall } from "./client";

/** Only ASCII in the file name of a Content-Disposition header works in every browser. */
const asciiName = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._ -]/g, "_");

/**
 * Returns a presigned GET URL, valid for `expiresS` seconds or until the signing credentials expire.
 * `downloadName` makes browsers save the file. Does not check that the object exists.
 */
export function signGet(
  location: ObjectLocation,
  options: { expiresS: number; downloadName?: string; contentType?: string },
): Promise<string> {
  const command = new GetObjectCommand({
    ...s3Location(location),
    ResponseContentType: options.contentType,
    ResponseContentDisposition:
      options.downloadName === undefined
        ? undefined
        : `attachment; filename="${asciiName(options.downloadName)}"`,
  });
  return storageCall("sign get", () =>
    getSignedUrl(s3, command, { expiresIn: options.expiresS, signingDate: signingDate() }),
  );
}

/**
 * Returns a signed URL for `expiresS` seconds, of the CDN if there is one. The CDN ignores response headers
 * in the URL, so named downloads use signGet. @throws AppError when the CDN's key cannot be read
 */
export async function signView(location: ObjectLocation, options: { expiresS: number }): Promise<string> {
  const { CDN_URL, CDN_KEY_PAIR_ID, CDN_PRIVATE_KEY_ARN } = env;
  if (!CDN_URL || !CDN_KEY_PAIR_ID || !CDN_PRIVATE_KEY_ARN) return signGet(location, options);
  const privateKey = await readSecret(CDN_PRIVATE_KEY_ARN);
  return storageCall("sign view", async () =>
    signForCdn({
      url: new URL(location.key, CDN_URL).href,
      keyPairId: CDN_KEY_PAIR_ID,
      privateKey,
      dateLessThan: signingDate().getTime() + options.expiresS * 1000,
    }),
  );
}
