import { mkdir } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { startFauxqs } from "fauxqs";

export const REGION = "us-east-1";

/**
 * Works around fauxqs 2.4 with a data folder: visibility 0 stores no receive count, which the column
 * requires, and the message is lost. This keeps the stored count.
 */
async function patchVisibilityZero(): Promise<void> {
  const file = new URL("../node_modules/fauxqs/dist/persistence.js", import.meta.url).href;
  const { PersistenceManager } = await import(file);
  PersistenceManager.prototype.updateMessageReady = function (this: { db: DatabaseSync }, messageId: string) {
    this.db
      .prepare(
        "update sqs_messages set receipt_handle = null, visibility_deadline = null where message_id = ?",
      )
      .run(messageId);
  };
}

/**
 * Starts SQS with the queue `queue` and its dead-letter queue `<queue>-dead`, whose messages are kept in
 * `dataDir`. Existing queues keep their attributes.
 */
export async function startSqs(options: {
  dataDir: string;
  port: number;
  queue: string;
  visibilityTimeoutS: number;
  maxReceiveCount: number;
}): Promise<{ stop(): Promise<void> }> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true });
  await patchVisibilityZero();
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
  return { stop: () => server.stop() };
}
