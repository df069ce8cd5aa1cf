import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { receive, sendMessages } from "@/lib/adapters/queue";
import { analyzeRequestedMessage } from "@/lib/analyses/queue/analyze-requested";
import { retryAfterS } from "@/workers/release-message";
import { emptyQueues } from "./setup/queue";
import { makeUploadedRun, readAnalysis } from "./worker/uploaded-run";

beforeEach(emptyQueues);
afterEach(() => vi.unstubAllEnvs());

const context = { getRemainingTimeInMillis: () => 900_000 };
/** The visibility timeout of the queue on AWS. */
const HIDDEN_S = 90 * 60;

/** Receives a message and returns Lambda's event for it. */
async function delivered() {
  const [message] = await receive({ maxMessages: 1, waitS: 20, visibilityS: HIDDEN_S });
  const { messageId = "", body = "", receiptHandle = "", receiveCount = 0 } = message ?? {};
  const attributes = { ApproximateReceiveCount: String(receiveCount) };
  return { Records: [{ messageId, body, receiptHandle, attributes }] };
}

test("after a transient failure Lambda's message is delivered again in seconds, and its analysis is claimed", async () => {
  const { analysisId } = await makeUploadedRun({ body: null });
  await sendMessages([JSON.stringify(analyzeRequestedMessage(analysisId))]);
  vi.resetModules();
  vi.stubEnv("S3_ENDPOINT", "http://127.0.0.1:1");
  const { handler } = await import("@/workers/analyze/lambda");
  for (const attempt of [1, 2]) {
    const event = await delivered();
    const [record] = event.Records;
    expect(record?.attributes.ApproximateReceiveCount).toBe(String(attempt));
    expect(await handler(event, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: record?.messageId }],
    });
    expect(await receive({ maxMessages: 1, waitS: 1, visibilityS: 30 })).toEqual([]);
    expect(await readAnalysis(analysisId)).toMatchObject({ state: "queued", attempt });
  }
});

test("the delay of a released message doubles up to two minutes", () => {
  expect([1, 2, 3, 9].map(retryAfterS)).toEqual([5, 10, 20, 120]);
});

test("a handled message is not released", async () => {
  await sendMessages([JSON.stringify(analyzeRequestedMessage(randomUUID()))]);
  vi.resetModules();
  const { handler } = await import("@/workers/analyze/lambda");
  expect(await handler(await delivered(), context)).toEqual({ batchItemFailures: [] });
  expect(await receive({ maxMessages: 1, waitS: 1, visibilityS: 30 })).toEqual([]);
});

test("a failed release does not change the response", async () => {
  const { handler } = await import("@/workers/analyze/lambda");
  const attributes = { ApproximateReceiveCount: "1" };
  const event = { Records: [{ messageId: "m", body: "{}", receiptHandle: "nobody's", attributes }] };
  expect(await handler(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: "m" }] });
});
