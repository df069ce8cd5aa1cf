import { S3Client } from "@aws-sdk/client-s3";
import { sdkError } from "@/lib/adapters/aws/errors";
import { env } from "@/lib/env";

/** Originals and derived files have separate buckets, because they are kept differently. */
export interface ObjectLocation {
  bucket: "originals" | "derived";
  key: string;
}

export const s3Location = ({ bucket, key }: ObjectLocation) => ({
  Bucket: bucket === "originals" ? env.MEDIA_BUCKET : (env.DERIVED_BUCKET ?? env.MEDIA_BUCKET),
  Key: key,
});

/** Also signs links for browsers, so its endpoint must be one that they reach. */
export const s3 = new S3Client({
  region: env.AWS_REGION,
  endpoint: env.S3_ENDPOINT,
  forcePathStyle: env.S3_FORCE_PATH_STYLE,
  credentials:
    env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY
      ? { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY }
      : undefined,
  // By default a signed part carries the checksum of an empty body, and S3 then refuses the real one.
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
  maxAttempts: 4,
  // An idle limit, because a large object over a slow line may take any time.
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
});

/** Runs one call to S3. @throws AppError, never an error of the SDK */
export async function storageCall<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw sdkError(error, `storage: ${operation}`);
  }
}

/**
 * Returns the time to sign links at: S3's own as of its last answer, else this machine's. The SDK corrects
 * its calls for a wrong clock, but not its links.
 */
export const signingDate = (): Date => new Date(Date.now() + s3.config.systemClockOffset);
