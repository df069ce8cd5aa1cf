import { randomUUID } from "node:crypto";
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { beforeEach, expect, test } from "vitest";
import {
  changeVisibility,
  pingQueue,
  type QueueMessage,
  receive,
  remove,
  sendMessages,
} from "@/lib/adapters/queue";
import { emptyQueues } from "./setup/queue";

const once = (visibilityS = 30) => receive({ maxMessages: 10, waitS: 1, visibilityS });

beforeEach(emptyQueues);

test("pingQueue resolves when the queue exists", async () => {
  await pingQueue();
});

test("every message of a large batch is received once and is gone after its deletion", async () => {
  const bodies = Array.from({ length: 23 }, (_, index) => `batch ${index}`);
  await sendMessages(bodies);
  const seen: QueueMessage[] = [];
  while (seen.length < bodies.length) seen.push(...(await once()));
  expect(seen.map((message) => message.body).sort()).toEqual([...bodies].sort());
  await Promise.all(seen.map((message) => remove(message.receiptHandle)));
  expect(await receive({ maxMessages: 10, waitS: 0, visibilityS: 30 })).toEqual([]);
});

test("a message made visible again is received at once, with its receive count", async () => {
  await sendMessages(["again"]);
  const [first] = await once();
  expect(first).toMatchObject({ body: "again", receiveCount: 1 });
  await changeVisibility(first?.receiptHandle ?? "", 0);
  const [second] = await once();
  expect(second).toMatchObject({ body: "again", receiveCount: 2, messageId: first?.messageId });
  await remove(second?.receiptHandle ?? "");
});

test("a message that is never deleted ends in the dead-letter queue", async () => {
  const body = `poison ${randomUUID()}`;
  await sendMessages([body]);
  let deliveries = 0;
  for (let messages = await once(); messages.length > 0; messages = await once()) {
    deliveries += 1;
    await changeVisibility(messages[0]?.receiptHandle ?? "", 0);
  }
  expect(deliveries).toBe(3);
  const sqs = new SQSClient({
    region: process.env.AWS_REGION,
    endpoint: process.env.SQS_ENDPOINT,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "analysis-dead" }));
  const dead = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  expect(dead.Messages?.map((message) => message.Body)).toEqual([body]);
});

test("a long poll ends when its signal aborts", async () => {
  const stop = new AbortController();
  const waiting = receive({ maxMessages: 1, waitS: 20, visibilityS: 30, signal: stop.signal });
  stop.abort();
  expect(await waiting).toEqual([]);
});
