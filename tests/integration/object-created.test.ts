import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { completeMultipart, listParts } from "@/lib/adapters/storage/multipart";
import { head, putObject } from "@/lib/adapters/storage/objects";
import { db } from "@/lib/db/client";
import { originalAt } from "@/lib/runs/keys";
import { handleMessages as handler } from "@/workers/analyze/handler";
import { beginRun, CLIP_BYTES, sendFile, sendParts, uploadRun } from "./clip";
import { call, type Person, signUp } from "./person";

const PHOTO = "tests/fixtures/clips/apex-front.jpg";
let person: Person;
beforeAll(async () => {
  person = await signUp();
});
afterEach(() => vi.unstubAllEnvs());

/** Returns EventBridge's message for a created object. */
const createdEvent = (key: string, messageId = "m") => ({
  messageId,
  body: JSON.stringify({
    version: "0",
    id: randomUUID(),
    "detail-type": "Object Created",
    source: "aws.s3",
    account: "123456789012",
    time: "2026-11-24T09:00:00Z",
    region: "us-east-1",
    resources: ["arn:aws:s3:::media"],
    detail: {
      version: "0",
      bucket: { name: "media" },
      object: {
        key,
        size: 1000,
        etag: "b1946ac92492d2347c6235b4d2611184-1",
        sequencer: "00617F08299329D189",
      },
      "request-id": "N4N7GDK58NMKJ12R",
      requester: "123456789012",
      "source-ip-address": "10.0.0.1",
      reason: "CompleteMultipartUpload",
    },
  }),
});
const done = { batchItemFailures: [] };
const rowOf = (runId: string) =>
  db.run.findUniqueOrThrow({ where: { id: runId }, include: { analyses: true } });

/** Completes an upload in storage only, as a server that stops midway. Returns the original's key. */
async function completeInStorage(runId: string): Promise<string> {
  const { objectKey, uploadId } = await rowOf(runId);
  await completeMultipart(
    originalAt(objectKey),
    uploadId!,
    await listParts(originalAt(objectKey), uploadId!),
  );
  return objectKey;
}

test("an upload without a completion request is completed and analysed from the storage event, once for duplicate events", async () => {
  const runId = await sendFile(person, PHOTO);
  const event = createdEvent(await completeInStorage(runId));
  expect(await handler({ Records: [event, { ...event, messageId: "again" }] })).toEqual(done);
  const row = await rowOf(runId);
  expect(row).toMatchObject({ state: "uploaded", analyses: [{ state: "succeeded", attempt: 1 }] });
  expect(await handler({ Records: [event] })).toEqual(done);
  expect(await rowOf(runId)).toEqual(row);
});

test("a storage event while the owner completes the upload ends in one analysis", async () => {
  const runId = await beginRun(person);
  await sendParts(person, runId, [1, 2]);
  const key = await completeInStorage(runId);
  const [answer, handled] = await Promise.all([
    call(person, "POST", `/api/runs/${runId}/complete`),
    handler({ Records: [createdEvent(key)] }),
  ]);
  expect([answer.status, handled]).toEqual([200, done]);
  expect((await rowOf(runId)).analyses).toHaveLength(1);
});

test("an original of another size than announced is not analysed, and can be uploaded again", async () => {
  const runId = await beginRun(person);
  const { objectKey } = await rowOf(runId);
  await sendParts(person, runId, [1, 2], CLIP_BYTES + 500);
  await completeInStorage(runId);
  expect(await handler({ Records: [createdEvent(objectKey)] })).toEqual(done);
  expect(await rowOf(runId)).toMatchObject({ state: "uploading", analyses: [] });
  expect(await head(originalAt(objectKey))).toBeNull();
});

test("an event of an upload with missing parts changes nothing", async () => {
  const runId = await beginRun(person);
  await sendParts(person, runId, [1]);
  const before = await rowOf(runId);
  expect(await handler({ Records: [createdEvent(before.objectKey)] })).toEqual(done);
  expect(await rowOf(runId)).toEqual(before);
});

test("keys are not decoded: an event of an unknown key is handled without effect", async () => {
  const runId = await beginRun(person);
  await sendParts(person, runId, [1, 2]);
  const key = await completeInStorage(runId);
  const others = [encodeURIComponent(key), key.replace("mp4", "mp%34"), `runs/${randomUUID()}/original.mp4`];
  for (const other of others) expect(await handler({ Records: [createdEvent(other)] })).toEqual(done);
  expect(await rowOf(runId)).toMatchObject({ state: "uploading", analyses: [] });
});

test("an event of a deleted run does not restore it", async () => {
  const runId = await uploadRun(person);
  const { objectKey } = await rowOf(runId);
  await call(person, "DELETE", `/api/runs/${runId}`);
  await putObject(originalAt(objectKey), new Uint8Array(CLIP_BYTES), { contentType: "video/mp4" });
  expect(await handler({ Records: [createdEvent(objectKey)] })).toEqual(done);
  expect(await db.run.count({ where: { id: runId } })).toBe(0);
});

test("while storage does not answer, the event is reported as failed and delivered again", async () => {
  const runId = await beginRun(person);
  const { objectKey } = await rowOf(runId);
  vi.resetModules();
  vi.stubEnv("S3_ENDPOINT", "http://127.0.0.1:1");
  const disconnected = await import("@/workers/analyze/handler");
  expect(await disconnected.handleMessages({ Records: [createdEvent(objectKey, "later")] })).toEqual({
    batchItemFailures: [{ itemIdentifier: "later" }],
  });
});
