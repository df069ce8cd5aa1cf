import { mkdir } from "node:fs/promises";
import { startFauxqs } from "fauxqs";
import { LOOPBACK } from "./ports";

export const REGION = "us-east-1";

export interface LocalSqs {
  endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts SQS with the queue `queue` and its dead-letter queue `<queue>-dead`; messages outlive a restart in `dataDir`.
 * The queues keep the attributes they were made with.
 */
export async function startSqs(options: {
  dataDir: string;
  port: number;
  queue: string;
  visibilityTimeoutS: number;
  maxReceiveCount: number;
}): Promise<LocalSqs> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true });
  const dead = `${options.queue}-dead`;
  const server = await startFauxqs({
    port: options.port,
    logger: false,
    dataDir,
    defaultRegion: REGION,
    init: {
      region: REGION,
      queues: [
        { name: dead, attributes: { MessageRetentionPeriod: String(14 * 24 * 3600) } },
        {
          name: options.queue,
          attributes: {
            VisibilityTimeout: String(options.visibilityTimeoutS),
            RedrivePolicy: JSON.stringify({
              deadLetterTargetArn: `arn:aws:sqs:${REGION}:000000000000:${dead}`,
              maxReceiveCount: options.maxReceiveCount,
            }),
          },
        },
      ],
    },
  });
  return { endpoint: `http://${LOOPBACK}:${server.port}`, stop: () => server.stop() };
}
