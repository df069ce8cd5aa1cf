import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { LOOPBACK, type Ports } from "./ports";
import { postgresUrl, startPostgres } from "./postgres";
import { S3_KEY, startS3 } from "./s3";
import { REGION, startSqs } from "./sqs";

export interface ServiceOptions {
  dataDir: string;
  ports: Ports;
  /** This computer's address in the local network, under which phones reach S3. */
  host?: string;
  visibilityTimeoutS?: number;
  maxReceiveCount?: number;
  /** A separate bucket for derived files, as on AWS. */
  derivedBucket?: string;
}

export interface LocalServices {
  env: Record<string, string>;
  /** Stops all of them; safe to repeat. */
  stop(): Promise<void>;
}

const BUCKET = "media";
const QUEUE = "analysis";

/**
 * Starts the local PostgreSQL, S3 and SQS, each with its folder in `dataDir`. The database is not migrated.
 * When one cannot start, the others are stopped and its error is thrown.
 */
export async function startServices(options: ServiceOptions): Promise<LocalServices> {
  const { dataDir, ports, host } = options;
  await mkdir(dataDir, { recursive: true });
  const origins = ["localhost", "127.0.0.1", ...(host ? [host] : [])].map(
    (name) => `http://${name}:${ports.web}`,
  );
  const { derivedBucket } = options;
  const buckets = [BUCKET, ...(derivedBucket ? [derivedBucket] : [])];
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.splice(0).map((each) => each()));
  };
  const started = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    stops.push(() => service.stop());
    return service;
  };
  const results = await Promise.allSettled([
    started(startPostgres({ dataDir: join(dataDir, "postgres"), port: ports.postgres })),
    started(startS3({ dataDir: join(dataDir, "s3"), port: ports.s3, buckets, origins, host })),
    started(
      startSqs({
        dataDir: join(dataDir, "sqs"),
        port: ports.sqs,
        queue: QUEUE,
        visibilityTimeoutS: options.visibilityTimeoutS ?? 120,
        maxReceiveCount: options.maxReceiveCount ?? 5,
      }),
    ),
  ]);
  const failed = results.find((result) => result.status === "rejected");
  if (!failed) return { env: serviceEnv(options), stop };
  await stop();
  throw failed.reason;
}

function serviceEnv(options: ServiceOptions): Record<string, string> {
  const { dataDir, derivedBucket, host = LOOPBACK, ports } = options;
  return {
    APP_URL: `http://localhost:${ports.web}`,
    DATABASE_URL: postgresUrl(ports.postgres),
    AWS_REGION: REGION,
    S3_ENDPOINT: `http://${host}:${ports.s3}`,
    S3_FORCE_PATH_STYLE: "true",
    S3_ACCESS_KEY_ID: S3_KEY,
    S3_SECRET_ACCESS_KEY: S3_KEY,
    MEDIA_BUCKET: BUCKET,
    ...(derivedBucket && { DERIVED_BUCKET: derivedBucket }),
    SQS_ENDPOINT: `http://${LOOPBACK}:${ports.sqs}`,
    ANALYSIS_QUEUE_NAME: QUEUE,
    MAIL_DIR: join(dataDir, "mail"),
  };
}
