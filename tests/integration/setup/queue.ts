import { GetQueueUrlCommand, PurgeQueueCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = () =>
  new SQSClient({
    region: process.env.AWS_REGION,
    endpoint: process.env.SQS_ENDPOINT,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

/** Sends messages that are delivered after `delayS`. */
export async function sendDelayed(bodies: string[], delayS: number): Promise<void> {
  const client = sqs();
  const { QueueUrl } = await client.send(
    new GetQueueUrlCommand({ QueueName: process.env.ANALYSIS_QUEUE_NAME ?? "" }),
  );
  for (const MessageBody of bodies)
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds: delayS }));
  client.destroy();
}

/** Purges the queue and its dead-letter queue, invisible messages included. */
export async function emptyQueues(): Promise<void> {
  const client = sqs();
  const name = process.env.ANALYSIS_QUEUE_NAME ?? "";
  for (const QueueName of [name, `${name}-dead`]) {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
    await client.send(new PurgeQueueCommand({ QueueUrl }));
  }
  client.destroy();
}
