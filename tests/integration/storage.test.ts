import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ObjectLocation } from "@/lib/adapters/storage/client";
import { putFile } from "@/lib/adapters/storage/files";
import { signGet } from "@/lib/adapters/storage/links";
import {
  abortMultipart,
  completeMultipart,
  createMultipart,
  listParts,
  signPart,
} from "@/lib/adapters/storage/multipart";
import { deleteMany, head, putObject } from "@/lib/adapters/storage/objects";
import { originalAt, originalKey } from "@/lib/runs/keys";

const PART_BYTES = 5 * 1024 ** 2;
/** The bytes of an object, by a link. */
const contentOf = async (location: ObjectLocation) =>
  Buffer.from(await (await fetch(await signGet(location, { expiresS: 60 }))).arrayBuffer());

const newLocation = () => originalAt(originalKey(randomUUID(), "mp4"));
const origin = process.env.APP_URL ?? "";

const put = (url: string, body: Uint8Array<ArrayBuffer>) =>
  fetch(url, { method: "PUT", body, headers: { origin } });

/** Sends half a part, then closes the connection. */
function putHalf(url: string, body: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const sending = request(url, { method: "PUT", headers: { "content-length": body.length } });
    sending.once("error", () => resolve());
    sending.write(body.subarray(0, body.length / 2), () => sending.destroy(new Error("network gone")));
  });
}

test("an upload interrupted within a part resumes from the complete parts", async () => {
  const location = newLocation();
  const first = new Uint8Array(randomBytes(PART_BYTES));
  const second = new Uint8Array(randomBytes(1234));
  const uploadId = await createMultipart(location, { contentType: "video/mp4" });

  const stored = await put(await signPart(location, uploadId, 1, 60), first);
  expect(stored.status).toBe(200);
  expect(stored.headers.get("access-control-expose-headers")).toContain("ETag");
  await putHalf(await signPart(location, uploadId, 2, 60), new Uint8Array(PART_BYTES));

  const arrived = await listParts(location, uploadId);
  expect(arrived).toEqual([{ partNumber: 1, etag: stored.headers.get("etag"), sizeBytes: PART_BYTES }]);
  expect(await head(location)).toBeNull();

  await put(await signPart(location, uploadId, 2, 60), second);
  await completeMultipart(location, uploadId, (await listParts(location, uploadId)).reverse());
  expect(await head(location)).toMatchObject({ sizeBytes: PART_BYTES + 1234, contentType: "video/mp4" });
  expect((await contentOf(location)).equals(Buffer.concat([first, second]))).toBe(true);
  await expect(listParts(location, uploadId)).rejects.toMatchObject({ code: "notFound" });
});

test("concurrent completions create one whole object, and later ones get notFound", async () => {
  const first = new Uint8Array(randomBytes(PART_BYTES));
  for (let round = 0; round < 10; round++) {
    const location = newLocation();
    const uploadId = await createMultipart(location, { contentType: "video/mp4" });
    await put(await signPart(location, uploadId, 1, 60), first);
    await put(await signPart(location, uploadId, 2, 60), first.slice(0, 1234));
    const parts = await listParts(location, uploadId);
    const complete = () =>
      completeMultipart(location, uploadId, parts).then(
        () => "completed",
        (error) => error.code,
      );
    const sizeNow = async () => (await head(location))?.sizeBytes;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async () => [await complete(), await sizeNow()] as const),
    );
    expect(answers.map(([outcome]) => outcome).sort()).toEqual(["completed", ...Array(3).fill("notFound")]);
    expect(answers.map(([, sizeBytes]) => sizeBytes)).toEqual(Array(4).fill(PART_BYTES + 1234));
  }
});

test("completion with a missing part is refused, and the upload can continue", async () => {
  const location = newLocation();
  const uploadId = await createMultipart(location, { contentType: "video/mp4" });
  const sent = await put(await signPart(location, uploadId, 1, 60), new Uint8Array(10));
  const parts = [
    { partNumber: 1, etag: sent.headers.get("etag") ?? "" },
    { partNumber: 2, etag: '"d41d8cd98f00b204e9800998ecf8427e"' },
  ];
  await expect(completeMultipart(location, uploadId, parts)).rejects.toMatchObject({ code: "conflict" });
  await completeMultipart(location, uploadId, parts.slice(0, 1));
  expect(await head(location)).toMatchObject({ sizeBytes: 10 });
});

test("an aborted upload accepts no parts, and may be aborted again", async () => {
  const location = newLocation();
  const uploadId = await createMultipart(location, { contentType: "video/mp4" });
  await put(await signPart(location, uploadId, 1, 60), new Uint8Array(10));
  await abortMultipart(location, uploadId);
  await abortMultipart(location, uploadId);
  await expect(listParts(location, uploadId)).rejects.toMatchObject({ code: "notFound", transient: false });
  expect((await put(await signPart(location, uploadId, 2, 60), new Uint8Array(10))).status).toBe(404);
  await expect(completeMultipart(location, uploadId, [{ partNumber: 1, etag: '"x"' }])).rejects.toMatchObject(
    {
      code: "notFound",
    },
  );
});

test("all parts are listed when there are more than one page", async () => {
  const location = newLocation();
  const uploadId = await createMultipart(location, { contentType: "video/mp4" });
  const url = new URL(await signPart(location, uploadId, 1, 60));
  expect(url.searchParams.get("partNumber")).toBe("1");
  const count = 1003;
  for (let from = 1; from <= count; from += 100) {
    const numbers = Array.from({ length: Math.min(100, count - from + 1) }, (_, index) => from + index);
    await Promise.all(
      numbers.map(async (number) => put(await signPart(location, uploadId, number, 60), new Uint8Array(1))),
    );
  }
  const parts = await listParts(location, uploadId);
  expect(parts.map((part) => part.partNumber)).toEqual(
    Array.from({ length: count }, (_, index) => index + 1),
  );
  await abortMultipart(location, uploadId);
});

test("expired, altered and unsigned links are refused", async () => {
  const location = newLocation();
  await putObject(location, new TextEncoder().encode("private"), { contentType: "text/plain" });
  const link = await signGet(location, { expiresS: 60 });
  expect(await (await fetch(link)).text()).toBe("private");
  expect((await fetch(link.replace("original", "0riginal"))).status).toBe(403);
  expect((await fetch(link.split("?")[0] ?? "")).status).toBe(403);
  const ended = await signGet(location, { expiresS: 1 });
  await expect.poll(async () => (await fetch(ended)).status, { timeout: 10_000 }).toBe(403);
});

test("a link reads ranges, and can set a file name for download", async () => {
  const location = newLocation();
  await putObject(location, new TextEncoder().encode("0123456789"), { contentType: "text/plain" });
  const ranged = await fetch(await signGet(location, { expiresS: 60 }), {
    headers: { range: "bytes=2-4", origin },
  });
  expect(ranged.status).toBe(206);
  expect(ranged.headers.get("access-control-allow-origin")).toBe(origin);
  expect(await ranged.text()).toBe("234");
  const saved = await fetch(await signGet(location, { expiresS: 60, downloadName: 'Läufe (1) "gut".mp4' }));
  expect(saved.status).toBe(200);
  expect(saved.headers.get("content-disposition")).toBe('attachment; filename="Laufe _1_ _gut_.mp4"');
});

test("files of any size are stored with their metadata", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-files-"));
  try {
    for (const sizeBytes of [0, 10, 33 * 1024 ** 2]) {
      const location = newLocation();
      const content = randomBytes(sizeBytes);
      await writeFile(join(folder, "file"), content);
      await putFile(location, join(folder, "file"), { contentType: "video/mp4", cacheControl: "private" });
      expect(await head(location)).toMatchObject({ sizeBytes, contentType: "video/mp4" });
      expect(content.equals(await contentOf(location))).toBe(true);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("deleting accepts missing keys, and a deleted object is missing", async () => {
  const kept = newLocation();
  const deleted = newLocation();
  await Promise.all(
    [kept, deleted].map((location) => putObject(location, new Uint8Array(3), { contentType: "text/plain" })),
  );
  await deleteMany([deleted, newLocation()]);
  await deleteMany([]);
  expect(await head(deleted)).toBeNull();
  expect(await head(kept)).not.toBeNull();
  expect((await fetch(await signGet(deleted, { expiresS: 60 }))).status).toBe(404);
});
