import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { receive, remove, sendMessages } from "@/lib/adapters/queue";
import type { SqsEvent } from "@/workers/analyze/handler";
import { type PollOptions, pollLoop } from "@/workers/poll-loop";
import { emptyQueues } from "./setup/queue";

beforeEach(emptyQueues);

const done = { batchItemFailures: [] };
const failed = ({ Records }: SqsEvent) => ({
  batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
});

/** Polls until the handler calls `shutDown`, and then until the loop has released everything. */
async function pollUntil(
  handler: (
    body: string,
    event: SqsEvent,
    shutDown: () => void,
    signal: AbortSignal,
  ) => ReturnType<PollOptions["handler"]>,
  visibilityS = 30,
): Promise<void> {
  const shutdown = new AbortController();
  await pollLoop({
    handler: (event, signal) => handler(event.Records[0]?.body ?? "", event, () => shutdown.abort(), signal),
    signal: shutdown.signal,
    visibilityS,
    waitS: 5,
  });
}

const left = () => receive({ maxMessages: 10, waitS: 0, visibilityS: 30 });

test("handles messages one at a time and deletes the handled ones", async () => {
  const bodies = [randomUUID(), randomUUID(), randomUUID()];
  await sendMessages(bodies);
  const seen: string[] = [];
  let atOnce = 0;
  await pollUntil(async (body, _event, shutDown) => {
    atOnce += 1;
    expect(atOnce).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(body);
    if (seen.length === bodies.length) shutDown();
    atOnce -= 1;
    return done;
  });
  expect(seen.sort()).toEqual(bodies.sort());
  expect(await left()).toEqual([]);
});

test("a message handled for longer than its visibility timeout is not delivered again", async () => {
  await sendMessages(["long"]);
  let deliveries = 0;
  await pollUntil(async (_body, _event, shutDown) => {
    deliveries += 1;
    expect(await receive({ maxMessages: 1, waitS: 4, visibilityS: 30 })).toEqual([]);
    shutDown();
    return done;
  }, 2);
  expect(deliveries).toBe(1);
  expect(await left()).toEqual([]);
});

test("a worker that shuts down releases its message, and the next one receives it at once", async () => {
  await sendMessages(["interrupted"]);
  await pollUntil((_body, event, shutDown, signal) => {
    const released = new Promise<ReturnType<typeof failed>>((resolve) => {
      signal.addEventListener("abort", () => resolve(failed(event)));
    });
    shutDown();
    return released;
  });
  const [again] = await left();
  expect(again).toMatchObject({ body: "interrupted", receiveCount: 2 });
  await remove(again?.receiptHandle ?? "");
});

test("a handler that throws does not end the loop, and its message is delivered again", async () => {
  await sendMessages(["throws once"]);
  let deliveries = 0;
  await pollUntil(async (_body, _event, shutDown) => {
    deliveries += 1;
    if (deliveries === 1) throw new Error("once");
    shutDown();
    return done;
  });
  expect(deliveries).toBe(2);
  expect(await left()).toEqual([]);
});
