import { beforeAll, describe, expect, test } from "vitest";
import { abortMultipart, listParts } from "@/lib/adapters/storage/multipart";
import { head, putObject } from "@/lib/adapters/storage/objects";
import { db } from "@/lib/db/client";
import { originalAt } from "@/lib/runs/keys";
import { beginRun, CLIP_BYTES, newClip, sendParts, uploadRun } from "./clip";
import { call, type Person, signUp } from "./person";

let person: Person;
beforeAll(async () => {
  person = await signUp("Mikaela");
});

const rowOf = (runId: string) =>
  db.run.findUniqueOrThrow({ where: { id: runId }, include: { analyses: true } });

describe("a new upload", () => {
  test("is a run under a key made of ids, with its file's kind and name", async () => {
    const created = await call(person, "POST", "/api/runs", newClip());
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ partCount: 2, resumed: false });
    expect(created.body.run).toMatchObject({ state: "uploading", kind: "video", title: "GOPR0042" });
    const row = await rowOf(created.body.run.id);
    expect(row.objectKey).toBe(`runs/${row.id}/original.mp4`);
    expect(row).toMatchObject({ ownerId: person.userId, contentType: "video/mp4" });
  });

  test("of the same file requested twice concurrently is one run with one multipart upload", async () => {
    const clip = newClip();
    const answers = await Promise.all([1, 2, 3].map(() => call(person, "POST", "/api/runs", clip)));
    const ids = new Set(answers.map((answer) => answer.body.run.id));
    expect(ids.size).toBe(1);
    expect(await db.run.count({ where: { fingerprint: clip.fingerprint } })).toBe(1);
    const [runId] = ids;
    await sendParts(person, runId, [1, 2]);
    expect((await call(person, "POST", `/api/runs/${runId}/complete`)).status).toBe(200);
  });

  test("continues when the file is chosen again, with the new details", async () => {
    const clip = newClip();
    const first = await call(person, "POST", "/api/runs", clip);
    const runId = first.body.run.id;
    await sendParts(person, runId, [2]);
    const again = await call(person, "POST", "/api/runs", { ...clip, place: "Sölden", discipline: "GS" });
    expect(again.body).toMatchObject({
      resumed: true,
      run: { id: runId, place: "Sölden", discipline: "GS" },
    });
    const listed = await call(person, "GET", `/api/runs/${runId}/parts`);
    expect(listed.body.parts).toMatchObject([{ partNumber: 2, sizeBytes: 1000 }]);
  });

  test("restarts in the same run when storage has dropped the old one", async () => {
    const clip = newClip();
    const first = await call(person, "POST", "/api/runs", clip);
    const runId = first.body.run.id;
    await sendParts(person, runId, [1]);
    const { objectKey, uploadId } = await rowOf(runId);
    await abortMultipart(originalAt(objectKey), uploadId!);
    const again = await call(person, "POST", "/api/runs", clip);
    expect(again.body).toMatchObject({ resumed: false, run: { id: runId } });
    expect((await rowOf(runId)).uploadId).not.toBe(uploadId);
    await sendParts(person, runId, [1, 2]);
    expect((await call(person, "POST", `/api/runs/${runId}/complete`)).status).toBe(200);
  });

  test("is refused for an unusable file, with field and reason", async () => {
    const text = await call(person, "POST", "/api/runs", { ...newClip(), fileName: "notes.txt" });
    expect(text.status).toBe(400);
    expect(text.body.invalidParams[0]).toMatchObject({ name: "fileName" });
    const huge = await call(person, "POST", "/api/runs", { ...newClip(), sizeBytes: 5 * 1024 ** 3 });
    expect(huge.body.invalidParams[0]).toEqual({ name: "sizeBytes", reason: "The file is larger than 4 GB" });
    const photo = { ...newClip(), fileName: "scan.png", sizeBytes: 150 * 1024 ** 2 };
    const refused = await call(person, "POST", "/api/runs", photo);
    expect(refused.body.invalidParams).toEqual([
      { name: "sizeBytes", reason: "The photo is larger than 100 MB" },
    ]);
    const empty = await call(person, "POST", "/api/runs", { ...newClip(), sizeBytes: 0 });
    expect(empty.body.detail).toBe("The file is empty");
  });

  test("refuses to sign a part beyond the file", async () => {
    const runId = await beginRun(person);
    const signed = await call(person, "POST", `/api/runs/${runId}/parts`, { partNumbers: [3] });
    expect(signed.status).toBe(400);
  });
});

describe("completing", () => {
  test("concurrently and repeatedly is one uploaded run with one analysis", async () => {
    const runId = await beginRun(person);
    await sendParts(person, runId, [1, 2]);
    const complete = () => call(person, "POST", `/api/runs/${runId}/complete`);
    const answers = [...(await Promise.all([complete(), complete()])), await complete()];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const row = await rowOf(runId);
    expect(row).toMatchObject({ state: "uploaded", uploadId: null });
    expect(row.analyses).toMatchObject([{ state: "queued", attempt: 0 }]);
    expect(row.analyses[0]!.notifiedAt).not.toBeNull();
    expect(await head(originalAt(row.objectKey))).toMatchObject({
      sizeBytes: CLIP_BYTES,
      contentType: "video/mp4",
    });
  });

  test("is refused while parts are missing, and succeeds afterwards", async () => {
    const runId = await beginRun(person);
    await sendParts(person, runId, [1]);
    const early = await call(person, "POST", `/api/runs/${runId}/complete`);
    expect(early.status).toBe(409);
    expect(early.body.detail).toContain("1 of 2 parts");
    await sendParts(person, runId, [2]);
    expect((await call(person, "POST", `/api/runs/${runId}/complete`)).status).toBe(200);
  });

  test("refuses a file of another size than announced, deletes the object, and accepts the file again", async () => {
    const clip = newClip();
    const created = await call(person, "POST", "/api/runs", clip);
    const runId = created.body.run.id;
    await sendParts(person, runId, [1, 2], CLIP_BYTES + 500);
    const refused = await call(person, "POST", `/api/runs/${runId}/complete`);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain("not the file that was chosen");
    const row = await rowOf(runId);
    expect(row).toMatchObject({ state: "uploading", uploadId: null, analyses: [] });
    expect(await head(originalAt(row.objectKey))).toBeNull();

    const again = await call(person, "POST", "/api/runs", clip);
    expect(again.body).toMatchObject({ resumed: false, run: { id: runId } });
    await sendParts(person, runId, [1, 2]);
    expect((await call(person, "POST", `/api/runs/${runId}/complete`)).status).toBe(200);
  });

  test("continues from an object that storage completed while the database was unreachable", async () => {
    const runId = await beginRun(person);
    const row = await rowOf(runId);
    await abortMultipart(originalAt(row.objectKey), row.uploadId!);
    await putObject(originalAt(row.objectKey), new Uint8Array(CLIP_BYTES), { contentType: "video/mp4" });
    expect((await call(person, "POST", `/api/runs/${runId}/complete`)).status).toBe(200);
    expect((await rowOf(runId)).analyses).toHaveLength(1);
  });

  test("ends the multipart upload", async () => {
    const runId = await uploadRun(person);
    expect((await call(person, "POST", `/api/runs/${runId}/parts`, { partNumbers: [1] })).status).toBe(409);
    expect((await call(person, "GET", `/api/runs/${runId}/parts`)).status).toBe(409);
  });
});

test("deleting a run during its upload aborts the multipart upload", async () => {
  const runId = await beginRun(person);
  await sendParts(person, runId, [1]);
  const { objectKey, uploadId } = await rowOf(runId);
  expect((await call(person, "DELETE", `/api/runs/${runId}`)).status).toBe(204);
  expect(await db.run.findUnique({ where: { id: runId } })).toBeNull();
  await expect(listParts(originalAt(objectKey), uploadId!)).rejects.toMatchObject({ code: "notFound" });
});
