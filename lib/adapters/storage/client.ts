import { S3Client } from "@aws-sdk/client-s3";
import { asAppError } from "@/lib/adapters/aws/faults";
import { env } from "@/lib/env";

const ORIGINAL = /^runs\/[^/]+\/original\.[^/]+$/;

/** The bucket of a key: people's originals lie apart from what analyses make of them, because they are kept otherwise. */
export const bucketOf = (key: string): string =>
  ORIGINAL.test(key) ? env.MEDIA_BUCKET : (env.DERIVED_BUCKET ?? env.MEDIA_BUCKET);

/** Signs links too, so its endpoint is one that browsers reach. */
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
  // The idle limit, not one on the whole request: a large object over a slow line takes as long as it takes.
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
});

/** Runs one call to S3 and throws AppError, never the SDK's errors. */
export async function storageCall<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asAppError(error, `storage: ${doing}`);
  }
}
