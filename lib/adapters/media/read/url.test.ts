import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { MediaError } from "@/lib/media/failures";
import { type CorpusFile, makeCorpus } from "@/tests/corpus";
import { openMedia } from "..";

let dir: string;
let corpus: Record<"plain" | "hevc" | "webpPhoto" | "empty", CorpusFile>;
let server: Server;
let origin: string;
/** Bytes sent, and after how many the server begins to answer 503. */
let sentBytes = 0;
let failAfterBytes = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "media-url-"));
  corpus = await makeCorpus(dir, ["plain", "hevc", "webpPhoto", "empty"] as const);
  const files = new Map<string, Uint8Array>();
  for (const [name, { path }] of Object.entries(corpus)) files.set(`/${name}`, await readFile(path));
  server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    if (!file) return response.writeHead(404).end();
    if (sentBytes >= failAfterBytes) return response.writeHead(503).end();
    const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
    const start = Number(from ?? 0);
    if (start >= file.length)
      return response.writeHead(416, { "content-range": `bytes */${file.length}` }).end();
    const end = Math.min(to ? Number(to) + 1 : file.length, file.length);
    sentBytes += end - start;
    response.writeHead(206, {
      "content-range": `bytes ${start}-${end - 1}/${file.length}`,
      "content-length": end - start,
      "accept-ranges": "bytes",
    });
    response.end(file.subarray(start, end));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true, force: true });
});

it("reads a clip from an address range by range, to the last frame", async () => {
  const media = await openMedia({ url: `${origin}/plain` });
  let frames = 0;
  for await (const _ of media.frames({ maxFps: 30 })) frames++;
  expect(frames).toBe(45);
  expect(media.probe.fastStart).toBe(true);
  await media.close();
});

it("reads a photo from an address", async () => {
  const media = await openMedia({ url: `${origin}/webpPhoto` });
  expect(media.probe).toMatchObject({ kind: "photo", width: 640, height: 480 });
  await media.close();
});

it("encodes the playback copy straight from an address", async () => {
  const media = await openMedia({ url: `${origin}/hevc` });
  const outPath = join(dir, "from-url.mp4");
  expect(await media.playback(outPath)).toEqual({ mode: "transcoded" });
  await media.close();
  const copy = await openMedia({ filePath: outPath });
  expect(copy.probe.frameCount).toBe(45);
  await copy.close();
});

it("says emptyFile for an object without bytes", async () => {
  await expect(openMedia({ url: `${origin}/empty` })).rejects.toMatchObject({ code: "emptyFile" });
});

it("tells a missing object from a damaged one", async () => {
  const opening = openMedia({ url: `${origin}/nothing` });
  await expect(opening).rejects.toMatchObject({ name: "AppError", code: "notFound" });
});

it("tells a service that fails half-way from a damaged file: passing, worth another try", async () => {
  sentBytes = 0;
  failAfterBytes = 4_500;
  try {
    const error = await openMedia({ url: `${origin}/plain` }).then(
      (media) => media.close(),
      (failure: unknown) => failure,
    );
    expect(error).not.toBeInstanceOf(MediaError);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "unavailable", transient: true });
  } finally {
    failAfterBytes = Number.POSITIVE_INFINITY;
  }
});
