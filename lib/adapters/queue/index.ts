import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { endpointOptions } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/errors";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

const SEND_BATCH = 10;

const sqs = new SQSClient({
  region: env.AWS_REGION,
  ...endpointOptions(env.SQS_ENDPOINT),
  maxAttempts: 4,
  // A long poll sends nothing for up to 20 s.
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
});

export interface QueueMessage {
  messageId: string;
  body: string;
  receiptHandle: string;
  receiveCount: number;
}

/** `long` is the same queue as `standard` in a deployment with one queue. */
export type QueueKind = "standard" | "long";

const queueNameOf = (queue: QueueKind): string =>
  (queue === "long" ? env.LONG_QUEUE_NAME : undefined) ?? env.ANALYSIS_QUEUE_NAME;

const urlCache = new Map<string, Promise<string>>();

function queueUrl(queue: QueueKind): Promise<string> {
  const QueueName = queueNameOf(queue);
  const cached = urlCache.get(QueueName);
  if (cached) return cached;
  const lookup = sqs
    .send(new GetQueueUrlCommand({ QueueName }))
    .then(({ QueueUrl }) => {
      if (!QueueUrl) throw new AppError("unavailable", "queue: no URL in the response");
      return QueueUrl;
    })
    .catch((error: unknown) => {
      urlCache.delete(QueueName);
      throw error;
    });
  urlCache.set(QueueName, lookup);
  return lookup;
}

async function queueCall<T>(
  queue: QueueKind,
  operation: string,
  call: (QueueUrl: string) => Promise<T>,
): Promise<T> {
  try {
    return await call(await queueUrl(queue));
  } catch (error) {
    throw sdkError(error, `queue: ${operation}`);
  }
}

/** Sends messages in batches. When it throws, some may have been sent. */
export function sendMessages(bodies: string[], queue: QueueKind = "standard"): Promise<void> {
  return queueCall(queue, "send batch", async (QueueUrl) => {
    for (let from = 0; from < bodies.length; from += SEND_BATCH) {
      const Entries = bodies
        .slice(from, from + SEND_BATCH)
        .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const { Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      if (Failed?.length) throw new AppError("unavailable", `queue: ${Failed.length} messages were refused`);
    }
  });
}

/**
 * Receives up to `maxMessages` (at most 10) by a long poll of `waitS` (at most 20), invisible to others for
 * `visibilityS`. Returns none when `signal` aborts the poll.
 */
export function receive(options: {
  maxMessages: number;
  waitS: number;
  visibilityS: number;
  signal?: AbortSignal;
  queue?: QueueKind;
}): Promise<QueueMessage[]> {
  return queueCall(options.queue ?? "standard", "receive", async (QueueUrl) => {
    try {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: options.maxMessages,
          WaitTimeSeconds: options.waitS,
          VisibilityTimeout: options.visibilityS,
          MessageSystemAttributeNames: ["ApproximateReceiveCount"],
        }),
        { abortSignal: options.signal },
      );
      return (Messages ?? []).map((message) => ({
        messageId: message.MessageId ?? "",
        body: message.Body ?? "",
        receiptHandle: message.ReceiptHandle ?? "",
        receiveCount: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
      }));
    } catch (error) {
      if (options.signal?.aborted) return [];
      throw error;
    }
  });
}

export function remove(receiptHandle: string, queue: QueueKind = "standard"): Promise<void> {
  return queueCall(queue, "remove", async (QueueUrl) => {
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
  });
}

/** Makes a received message invisible for `visibilityS` from now; 0 makes it visible at once. */
export function changeVisibility(
  receiptHandle: string,
  visibilityS: number,
  queue: QueueKind = "standard",
): Promise<void> {
  return queueCall(queue, "change visibility", async (QueueUrl) => {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: visibilityS,
      }),
    );
  });
}

/** Resolves when the queue exists. @throws AppError */
export async function pingQueue(): Promise<void> {
  try {
    await sqs.send(new GetQueueUrlCommand({ QueueName: env.ANALYSIS_QUEUE_NAME }));
  } catch (error) {
    throw sdkError(error, "queue: look up");
  }
}
