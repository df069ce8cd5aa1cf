import { S3Client } from "@aws-sdk/client-s3";
import { sdkError } from "@/lib/adapters/aws/errors";
import { env } from "@/lib/env";

export interface ObjectLocation {
  bucket: "originals" | "derived";
  key: string;
}

export const s3Location = ({ bucket, key }: ObjectLocation) => ({
  Bucket: bucket === "originals" ? env.MEDIA_BUCKET : (env.DERIVED_BUCKET ?? env.MEDIA_BUCKET),
  Key: key,
});

/** Also signs URLs for browsers, so browsers must be able to reach its endpoint. */
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
  // An idle timeout: the transfer of a large object may take any time.
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
});

/** Runs one call to S3 and maps SDK errors. @throws AppError */
export async function storageCall<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw sdkError(error, `storage: ${operation}`);
  }
}

/** Returns the time of S3's clock. The SDK corrects clock skew in calls, but not in presigned URLs. */
export const signingDate = (): Date => new Date(Date.now() + s3.config.systemClockOffset);
