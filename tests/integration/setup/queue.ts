import { GetQueueUrlCommand, PurgeQueueCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = () =>
  new SQSClient({
    region: process.env.AWS_REGION,
    endpoint: process.env.SQS_ENDPOINT,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

/** Empties the queue and its dead-letter queue, hidden messages included: other tests leave theirs behind. */
export async function emptyQueues(): Promise<void> {
  const client = sqs();
  const name = process.env.ANALYSIS_QUEUE_NAME ?? "";
  for (const QueueName of [name, `${name}-dead`]) {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
    await client.send(new PurgeQueueCommand({ QueueUrl }));
  }
  client.destroy();
}
