import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { receive, remove } from "@/lib/adapters/queue";
import { listParts } from "@/lib/adapters/storage/multipart";
import { head, putObject } from "@/lib/adapters/storage/objects";
import { analyzeRequested } from "@/lib/analyses/queue/analyze-requested";
import { claimAnalysis, retryLater } from "@/lib/analyses/worker-service/claims";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { artifactAt, originalAt } from "@/lib/runs/keys";
import { handler } from "@/workers/reconcile/handler";
import { reconcile } from "@/workers/reconcile/reconcile";
import { beginRun, sendParts, uploadRun } from "./clip";
import { call, type Person, signUp } from "./person";
import { endDelay, makeQueued } from "./queued";
import { emptyDatabase } from "./setup/database";

let person: Person;
beforeAll(async () => {
  await emptyDatabase();
  person = await signUp();
});

/** Empties the queue and returns the analyses of its messages. */
async function drain(): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const messages = await receive({ maxMessages: 10, waitS: 1, visibilityS: 30 });
    if (messages.length === 0) return ids;
    for (const message of messages) {
      ids.push(analyzeRequested.schema.parse(JSON.parse(message.body)).analysisId);
      await remove(message.receiptHandle);
    }
  }
}
beforeEach(async () => {
  await drain();
});

const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
const DAY_S = 24 * 3600;

describe("an analysis whose message was lost", () => {
  test("gets a new message after 30 seconds, and not at once another one", async () => {
    const { analysisId } = await makeQueued(person);
    expect(await reconcile()).toMatchObject({ notified: 0 });
    expect(await reconcile({ now: later(60) })).toMatchObject({ notified: 1 });
    expect(await reconcile({ now: later(60) })).toMatchObject({ notified: 0 });
    expect(await drain()).toEqual([analysisId]);
    expect(await reconcile({ now: later(600) })).toMatchObject({ notified: 1 });
    await db.run.deleteMany({ where: { analyses: { some: { id: analysisId } } } });
  });

  test("gets a new message when its lease has expired, and none while a worker holds it", async () => {
    const { analysisId, runId } = await makeQueued(person);
    await claimAnalysis(analysisId, randomUUID());
    await db.analysis.update({ where: { id: analysisId }, data: { requestedAt: later(-3600) } });
    expect(await reconcile()).toMatchObject({ notified: 0 });
    await db.$executeRaw`UPDATE "Analysis" SET "leaseUntil" = now() - interval '1 second' WHERE "id" = ${analysisId}::uuid`;
    expect(await handler()).toMatchObject({ notified: 1, interrupted: 0 });
    expect(await drain()).toEqual([analysisId]);
    await db.run.delete({ where: { id: runId } });
  });

  test("gets a new message when its delay after a transient error is over, and not before", async () => {
    const { analysisId, runId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    await retryLater(analysisId, leaseId, "unavailable");
    expect(await reconcile()).toMatchObject({ notified: 0 });
    expect(await reconcile({ now: later(10) })).toMatchObject({ notified: 1 });
    expect(await drain()).toEqual([analysisId]);
    await endDelay(analysisId);
    expect(await claimAnalysis(analysisId, randomUUID())).toMatchObject({ attempt: 2 });
    await db.run.delete({ where: { id: runId } });
  });

  test("because the queue was unreachable is still queued, and gets a message when the queue answers", async () => {
    const runId = await beginRun(person);
    await sendParts(person, runId, [1, 2]);
    vi.resetModules();
    vi.stubEnv("SQS_ENDPOINT", "http://127.0.0.1:1");
    const disconnected = await import("@/lib/analyses/service/runs");
    vi.unstubAllEnvs();
    const run = await disconnected.completeUpload({ userId: person.userId, memberships: [] }, runId);
    expect(run.state).toBe("waiting");
    const waiting = await db.analysis.findFirstOrThrow({ where: { runId } });
    expect(waiting).toMatchObject({ state: "queued", notifiedAt: null });

    expect(await reconcile({ now: later(60) })).toMatchObject({ notified: 1 });
    expect(await drain()).toEqual([waiting.id]);
    await db.run.delete({ where: { id: runId } });
  });
});

test("an analysis whose last attempt lost its lease fails as interrupted", async () => {
  const { analysisId, runId } = await makeQueued(person);
  for (let attempt = 1; attempt < env.ANALYSIS_MAX_ATTEMPTS; attempt++) {
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    await retryLater(analysisId, leaseId, "unavailable");
    await endDelay(analysisId);
  }
  await claimAnalysis(analysisId, randomUUID());
  expect(await reconcile()).toMatchObject({ interrupted: 0 });
  await db.$executeRaw`UPDATE "Analysis" SET "leaseUntil" = now() - interval '1 second' WHERE "id" = ${analysisId}::uuid`;
  expect(await reconcile()).toMatchObject({ interrupted: 1, notified: 0 });
  const status = await call(person, "GET", `/api/runs/${runId}/status`);
  expect(status.body).toMatchObject({ state: "failed", failure: { code: "interrupted" } });
  await db.run.delete({ where: { id: runId } });
});

describe("a stale upload", () => {
  test("is abandoned after a day with its parts, and an active one is not", async () => {
    const [dead, alive] = [await beginRun(person), await beginRun(person)];
    await sendParts(person, dead, [1]);
    const { objectKey, uploadId } = await db.run.findUniqueOrThrow({ where: { id: dead } });
    await db.run.updateMany({ where: { id: { in: [dead, alive] } }, data: { updatedAt: later(-2 * DAY_S) } });
    await sendParts(person, alive, [1]);
    expect(await reconcile()).toMatchObject({ abandoned: 1 });
    expect(await db.run.findUnique({ where: { id: dead } })).toBeNull();
    await expect(listParts(originalAt(objectKey), uploadId!)).rejects.toMatchObject({ code: "notFound" });
    expect((await call(person, "GET", `/api/runs/${alive}`)).status).toBe(200);
  });

  test("that completes during the sweep is kept or abandoned completely", async () => {
    const runId = await beginRun(person);
    await sendParts(person, runId, [1, 2]);
    await Promise.all([
      call(person, "POST", `/api/runs/${runId}/complete`),
      reconcile({ now: later(2 * DAY_S) }),
    ]);
    await reconcile();
    const row = await db.run.findUnique({ where: { id: runId }, include: { analyses: true } });
    if (row)
      expect(row).toMatchObject({ state: "uploaded", deletedAt: null, analyses: [{ state: "queued" }] });
  });
});

describe("a deletion", () => {
  test("interrupted after its first write is finished: original, artifacts of every analysis, rows", async () => {
    const runId = await uploadRun(person);
    const run = await db.run.findUniqueOrThrow({ where: { id: runId }, include: { analyses: true } });
    const analysisId = run.analyses[0]!.id;
    const stored = ["poster.jpg", "apex-7.jpg"].map((name) => artifactAt(runId, analysisId, name));
    for (const location of stored)
      await putObject(location, new Uint8Array(10), { contentType: "image/jpeg" });
    await db.analysis.update({
      where: { id: analysisId },
      data: { state: "failed", failureCode: "interrupted", attempt: 5 },
    });
    await db.run.update({ where: { id: runId }, data: { deletedAt: new Date() } });
    expect((await call(person, "GET", `/api/runs/${runId}`)).status).toBe(404);

    expect((await reconcile()).deletions).toBeGreaterThan(0);
    for (const location of [originalAt(run.objectKey), ...stored])
      expect(await head(location), location.key).toBeNull();
    expect(await db.run.findUnique({ where: { id: runId } })).toBeNull();
    expect(await db.analysis.count({ where: { runId } })).toBe(0);
  });

  test("while a worker writes hides the run at once, and removes the worker's files afterwards", async () => {
    const runId = await uploadRun(person);
    const { id: analysisId } = await db.analysis.findFirstOrThrow({ where: { runId } });
    await claimAnalysis(analysisId, randomUUID());
    expect((await call(person, "DELETE", `/api/runs/${runId}`)).status).toBe(204);
    expect((await call(person, "GET", `/api/runs/${runId}`)).status).toBe(404);
    const late = artifactAt(runId, analysisId, "playback.mp4");
    await putObject(late, new Uint8Array(10), { contentType: "video/mp4" });
    expect(await db.run.count({ where: { id: runId } })).toBe(1);

    await db.$executeRaw`UPDATE "Analysis" SET "leaseUntil" = now() - interval '1 second' WHERE "id" = ${analysisId}::uuid`;
    await reconcile();
    expect(await db.run.count({ where: { id: runId } })).toBe(0);
    expect(await head(late)).toBeNull();
  });
});
