import { beforeAll, expect, test } from "vitest";
import { completeMultipart, listParts } from "@/lib/adapters/storage/multipart";
import { db } from "@/lib/db/client";
import { originalAt } from "@/lib/runs/keys";
import { reconcile } from "@/workers/reconcile/reconcile";
import { beginRun, newClip, sendParts } from "./clip";
import { call, type Person, signUp } from "./person";
import { emptyDatabase } from "./setup/database";

let person: Person;
beforeAll(async () => {
  await emptyDatabase();
  person = await signUp();
});

test("an upload with all parts whose tab was closed is analysed", async () => {
  const [whole, partly] = [await beginRun(person), await beginRun(person)];
  await sendParts(person, whole, [1, 2]);
  await sendParts(person, partly, [1]);
  const twoDays = 2 * 24 * 3600 * 1000;
  expect(await reconcile({ now: new Date(Date.now() + twoDays) })).toMatchObject({ abandoned: 1 });

  const row = await db.run.findUniqueOrThrow({ where: { id: whole }, include: { analyses: true } });
  expect(row).toMatchObject({ state: "uploaded", deletedAt: null, analyses: [{ state: "queued" }] });
  expect(await db.run.findUnique({ where: { id: partly } })).toBeNull();
});

test("an upload completed in storage only continues without sending a part again", async () => {
  const clip = newClip();
  const runId = await beginRun(person, clip);
  await sendParts(person, runId, [1, 2]);
  const { objectKey, uploadId } = await db.run.findUniqueOrThrow({ where: { id: runId } });
  await completeMultipart(
    originalAt(objectKey),
    uploadId!,
    await listParts(originalAt(objectKey), uploadId!),
  );

  const again = await call(person, "POST", "/api/runs", clip);
  expect(again.body).toMatchObject({ resumed: true, partCount: 2, run: { id: runId } });
  const { parts } = (await call(person, "GET", `/api/runs/${runId}/parts`)).body;
  expect(parts.map((part: { partNumber: number }) => part.partNumber)).toEqual([1, 2]);
  expect(parts[0].sizeBytes + parts[1].sizeBytes).toBe(clip.sizeBytes);
  expect((await call(person, "POST", `/api/runs/${runId}/complete`)).body).toMatchObject({
    state: "waiting",
  });
});
