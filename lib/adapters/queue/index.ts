import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { serviceAt } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/faults";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

const SEND_BATCH = 10;

const sqs = new SQSClient({
  region: env.AWS_REGION,
  ...serviceAt(env.SQS_ENDPOINT),
  maxAttempts: 4,
  // Longer than the longest poll, which is 20 s of silence.
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
});

export interface QueueMessage {
  messageId: string;
  body: string;
  /** Names this delivery; a later delivery of the same message has another. */
  receiptHandle: string;
  /** How often it was delivered, this time included. */
  receiveCount: number;
}

/** Where a message lies: `long` is the same queue as `usual` where the deployment has only one. */
export type QueueKind = "standard" | "long";

const nameOf = (queue: QueueKind): string =>
  (queue === "long" ? env.LONG_QUEUE_NAME : undefined) ?? env.ANALYSIS_QUEUE_NAME;

const knownUrls = new Map<string, Promise<string>>();

/** Asked for once; asked again after a failure. */
function queueUrl(queue: QueueKind): Promise<string> {
  const QueueName = nameOf(queue);
  const known = knownUrls.get(QueueName);
  if (known) return known;
  const asked = sqs
    .send(new GetQueueUrlCommand({ QueueName }))
    .then(({ QueueUrl }) => {
      if (!QueueUrl) throw new AppError("unavailable", "queue: no address for the queue");
      return QueueUrl;
    })
    .catch((error: unknown) => {
      knownUrls.delete(QueueName);
      throw error;
    });
  knownUrls.set(QueueName, asked);
  return asked;
}

async function queueCall<T>(
  queue: QueueKind,
  doing: string,
  call: (QueueUrl: string) => Promise<T>,
): Promise<T> {
  try {
    return await call(await queueUrl(queue));
  } catch (error) {
    throw sdkError(error, `queue: ${doing}`);
  }
}

/** Sends one message, held back for `delayS` (at most 900). Delivered at least once, in no order. */
export function send(body: string, options: { delayS?: number } = {}): Promise<void> {
  return queueCall("standard", "send", async (QueueUrl) => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, DelaySeconds: options.delayS }));
  });
}

/** Sends any number of messages. When it throws, some may have been sent; sending all again is safe. */
export function sendMessages(bodies: string[], queue: QueueKind = "standard"): Promise<void> {
  return queueCall(queue, "send batch", async (QueueUrl) => {
    for (let from = 0; from < bodies.length; from += SEND_BATCH) {
      const Entries = bodies
        .slice(from, from + SEND_BATCH)
        .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const { Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      if (Failed?.length)
        throw new AppError("unavailable", `queue: ${Failed.length} messages were not taken`);
    }
  });
}

/**
 * Waits up to `waitS` (at most 20) for up to `maxMessages` (at most 10), which others do not see for `visibilityS`.
 * Returns nothing at all when `signal` aborts the wait.
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

/** Tells the queue that a delivery is done with. */
export function remove(receiptHandle: string, queue: QueueKind = "standard"): Promise<void> {
  return queueCall(queue, "remove", async (QueueUrl) => {
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
  });
}

/** Hides a delivery for `visibilityS` from now; 0 gives it back at once. */
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

/** Rejects when the queue does not answer or does not exist. */
export async function queueAnswers(): Promise<void> {
  try {
    await sqs.send(new GetQueueUrlCommand({ QueueName: env.ANALYSIS_QUEUE_NAME }));
  } catch (error) {
    throw sdkError(error, "queue: look up");
  }
}
