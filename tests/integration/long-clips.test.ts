import { randomUUID } from "node:crypto";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { QueueKind } from "@/lib/adapters/queue";
import { analyzeRequested, analyzeRequestedMessage } from "@/lib/analyses/queue/analyze-requested";
import { claimAnalysis } from "@/lib/analyses/worker-service/claims";
import { db } from "@/lib/db/client";
import { type Person, signUp } from "./person";
import { makeQueued } from "./queued";
import { emptyDatabase } from "./setup/database";
import { emptyQueues } from "./setup/queue";
import { CLIP, makeUploadedRun, readAnalysis } from "./worker/uploaded-run";

const LONG = `long-${randomUUID()}`;
const LONG_BYTES = 5_000;
let person: Person;

beforeAll(async () => {
  await emptyDatabase();
  person = await signUp();
  const sqs = new SQSClient({
    region: process.env.AWS_REGION,
    endpoint: process.env.SQS_ENDPOINT,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  await sqs.send(new CreateQueueCommand({ QueueName: LONG }));
  sqs.destroy();
});
beforeEach(async () => {
  await emptyQueues();
  vi.resetModules();
});
afterEach(() => vi.unstubAllEnvs());

/** Reloads the modules of the application with a queue for long clips. */
function withLongQueue(): void {
  vi.stubEnv("LONG_QUEUE_NAME", LONG);
  vi.stubEnv("LONG_CLIP_BYTES", String(LONG_BYTES));
}

/** Empties a queue and returns the analyses of its messages. */
async function drain(queue: QueueKind): Promise<string[]> {
  const { receive, remove } = await import("@/lib/adapters/queue");
  const ids: string[] = [];
  for (;;) {
    const messages = await receive({ maxMessages: 10, waitS: 1, visibilityS: 30, queue });
    if (messages.length === 0) return ids;
    for (const { body, receiptHandle } of messages) {
      ids.push(analyzeRequested.schema.parse(JSON.parse(body)).analysisId);
      await remove(receiptHandle, queue);
    }
  }
}

const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
const record = (analysisId: string) => ({
  messageId: "m",
  body: JSON.stringify(analyzeRequestedMessage(analysisId)),
  receiptHandle: "nobody's",
  attributes: { ApproximateReceiveCount: "1" },
});

test("large clips are sent to the long queue, small ones to the standard queue, also by the sweep", async () => {
  withLongQueue();
  const [small, large] = [await makeQueued(person), await makeQueued(person)];
  await db.run.update({ where: { id: large.runId }, data: { sizeBytes: LONG_BYTES } });
  const { requestAnalysis } = await import("@/lib/analyses/service/analyses");
  const actor = { userId: person.userId, memberships: [] };
  for (const { runId, analysisId } of [small, large]) {
    await db.analysis.update({
      where: { id: analysisId },
      data: { state: "failed", finishedAt: new Date() },
    });
    await requestAnalysis(actor, runId);
  }
  const newest = async (runId: string) =>
    (await db.analysis.findFirstOrThrow({ where: { runId }, orderBy: { id: "desc" } })).id;
  const [ofSmall, ofLarge] = [await newest(small.runId), await newest(large.runId)];
  expect([await drain("standard"), await drain("long")]).toEqual([[ofSmall], [ofLarge]]);

  const { reconcile } = await import("@/workers/reconcile/reconcile");
  expect(await reconcile({ now: later(600) })).toMatchObject({ notified: 2 });
  expect([await drain("standard"), await drain("long")]).toEqual([[ofSmall], [ofLarge]]);
  await db.run.deleteMany({ where: { id: { in: [small.runId, large.runId] } } });
});

test("a clip of any size goes to the long queue after its lease expired", async () => {
  withLongQueue();
  const { analysisId, runId } = await makeQueued(person);
  await claimAnalysis(analysisId, randomUUID());
  await db.$executeRaw`UPDATE "Analysis" SET "leaseUntil" = now() - interval '1 second', "requestedAt" = now() - interval '1 hour' WHERE "id" = ${analysisId}::uuid`;
  const { reconcile } = await import("@/workers/reconcile/reconcile");
  expect(await reconcile()).toMatchObject({ notified: 1 });
  expect([await drain("standard"), await drain("long")]).toEqual([[], [analysisId]]);
  await db.run.delete({ where: { id: runId } });
});

/** Starts an analysis and aborts it as out of time when it is running. */
async function abortAtTimeLimit(analysisId: string) {
  const { handleMessages } = await import("@/workers/analyze/handler");
  // The class of the reloaded modules.
  const { OutOfTime: ReloadedOutOfTime } = await import("@/workers/analyze/fault");
  const limit = new AbortController();
  const handled = handleMessages({ Records: [record(analysisId)] }, limit.signal);
  await vi.waitFor(async () => expect((await readAnalysis(analysisId)).state).toBe("running"), {
    timeout: 20_000,
  });
  limit.abort(new ReloadedOutOfTime());
  return handled;
}

test("a clip that exceeded the time limit goes to the long queue, and the attempt counts", async () => {
  withLongQueue();
  const { analysisId } = await makeUploadedRun({ file: CLIP });
  expect(await abortAtTimeLimit(analysisId)).toEqual({ batchItemFailures: [] });
  expect(await readAnalysis(analysisId)).toMatchObject({ state: "queued", attempt: 1, failureCode: null });
  expect([await drain("standard"), await drain("long")]).toEqual([[], [analysisId]]);
});

test("without a long queue it is delivered again from the same queue, and the attempt counts", async () => {
  const { analysisId } = await makeUploadedRun({ file: CLIP });
  expect(await abortAtTimeLimit(analysisId)).toEqual({ batchItemFailures: [{ itemIdentifier: "m" }] });
  expect(await readAnalysis(analysisId)).toMatchObject({ state: "queued", attempt: 1, failureCode: null });
});

test("the Lambda worker stops before Lambda's time limit", async () => {
  withLongQueue();
  const { analysisId } = await makeUploadedRun({ body: null });
  const { handler } = await import("@/workers/analyze/lambda");
  const answer = await handler({ Records: [record(analysisId)] }, { getRemainingTimeInMillis: () => 29_000 });
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await drain("long")).toEqual([analysisId]);
});

test("a worker that polls the long queue receives its messages and releases them to it", async () => {
  withLongQueue();
  const { sendMessages } = await import("@/lib/adapters/queue");
  const { pollLoop } = await import("@/workers/poll-loop");
  await sendMessages([JSON.stringify(analyzeRequestedMessage(randomUUID()))], "standard");
  const requested = randomUUID();
  await sendMessages([JSON.stringify(analyzeRequestedMessage(requested))], "long");
  const stopping = new AbortController();
  const seen: string[] = [];
  await pollLoop({
    queue: "long",
    signal: stopping.signal,
    waitS: 5,
    handler: async ({ Records: [message] }) => {
      seen.push(analyzeRequested.schema.parse(JSON.parse(message?.body ?? "")).analysisId);
      stopping.abort();
      return { batchItemFailures: [{ itemIdentifier: message?.messageId ?? "" }] };
    },
  });
  expect(seen).toEqual([requested]);
  expect(await drain("long")).toEqual([requested]);
  expect(await drain("standard")).toHaveLength(1);
});
