import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl as signForCdn } from "@aws-sdk/cloudfront-signer";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { readSecret } from "@/lib/adapters/secrets";
import { env } from "@/lib/env";
import { bucketOf, s3, storageCall } from "./client";

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
    Bucket: bucketOf(key),
    Key: key,
    ResponseContentType: options.contentType,
    ResponseContentDisposition:
      options.downloadName === undefined
        ? undefined
        : `attachment; filename="${plainName(options.downloadName)}"`,
  });
  return storageCall("sign get", () => getSignedUrl(s3, command, { expiresIn: options.expiresS }));
}

/**
 * A link that shows an object for `expiresS` seconds, from the CDN where there is one. The CDN hands on no wish about names
 * and types, so its objects are shown as they were stored; what is to be saved under a name is linked by signGet.
 * @throws AppError when the CDN's key cannot be read
 */
export async function signView(key: string, options: { expiresS: number }): Promise<string> {
  const { CDN_URL, CDN_KEY_PAIR_ID, CDN_PRIVATE_KEY_ARN } = env;
  if (!CDN_URL || !CDN_KEY_PAIR_ID || !CDN_PRIVATE_KEY_ARN) return signGet(key, options);
  const privateKey = await readSecret(CDN_PRIVATE_KEY_ARN);
  return storageCall("sign view", async () =>
    signForCdn({
      url: new URL(key, CDN_URL).href,
      keyPairId: CDN_KEY_PAIR_ID,
      privateKey,
      dateLessThan: Date.now() + options.expiresS * 1000,
    }),
  );
}
