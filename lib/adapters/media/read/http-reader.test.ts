import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { MediaError } from "@/lib/media/failures";
import { type CorpusFile, makeCorpus } from "@/tests/corpus";
import { openMedia } from "..";
import { openHttpReader } from "./http-reader";

let dir: string;
let corpus: Record<"plain" | "hevc" | "webpPhoto" | "empty", CorpusFile>;
let server: Server;
let origin: string;
/** The server returns 503 once `sentBytes` reaches `failAfterBytes`. */
let sentBytes = 0;
let failAfterBytes = Number.POSITIVE_INFINITY;
/** While flaky, the server refuses each range once and cuts the second response short before it serves it. */
let isFlaky = false;
let served = 0;
const attempts = new Map<string, number>();
const nextFault = (range: string) => {
  const attempt = attempts.get(range) ?? 0;
  attempts.set(range, attempt + 1);
  return (["refused", "cut", null] as const)[attempt % 3];
};

/** The requested part of a file, from inclusive to exclusive; null past its end. */
const rangeOf = (header: string | undefined, sizeBytes: number) => {
  const [, from = "0", to] = /bytes=(\d+)-(\d*)/.exec(header ?? "") ?? [];
  const [start, end] = [Number(from), Math.min(to ? Number(to) + 1 : sizeBytes, sizeBytes)];
  return start < sizeBytes ? { start, end } : null;
};

const respond = (file: Uint8Array, request: IncomingMessage, response: ServerResponse) => {
  if (sentBytes >= failAfterBytes) return response.writeHead(503).end();
  const range = rangeOf(request.headers.range, file.length);
  if (!range) return response.writeHead(416, { "content-range": `bytes */${file.length}` }).end();
  const { start, end } = range;
  const fault = isFlaky ? nextFault(`${start}-${end}`) : null;
  if (fault === "refused") return response.writeHead(503).end();
  response.writeHead(206, {
    "content-range": `bytes ${start}-${end - 1}/${file.length}`,
    "content-length": end - start,
    "accept-ranges": "bytes",
  });
  if (fault === "cut") {
    response.write(file.subarray(start, start + Math.floor((end - start) / 2)));
    return setImmediate(() => response.destroy());
  }
  served++;
  sentBytes += end - start;
  return response.end(file.subarray(start, end));
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "media-url-"));
  corpus = await makeCorpus(dir, ["plain", "hevc", "webpPhoto", "empty"] as const);
  const files = new Map<string, Uint8Array>();
  for (const [name, { path }] of Object.entries(corpus)) files.set(`/${name}`, await readFile(path));
  server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    if (file) respond(file, request, response);
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true, force: true });
});

it("reads a clip from a URL to the last frame", async () => {
  const media = await openMedia({ url: `${origin}/plain` });
  let frames = 0;
  for await (const _ of media.frames({ maxFps: 30 })) frames++;
  expect(frames).toBe(45);
  expect(media.probe.fastStart).toBe(true);
  await media.close();
});

it("reads a photo from a URL", async () => {
  const media = await openMedia({ url: `${origin}/webpPhoto` });
  expect(media.probe).toMatchObject({ kind: "photo", width: 640, height: 480 });
  await media.close();
});

it("encodes the playback copy from a URL", async () => {
  const media = await openMedia({ url: `${origin}/hevc` });
  const outPath = join(dir, "from-url.mp4");
  expect(await media.playback(outPath)).toEqual({ mode: "transcoded" });
  await media.close();
  const copy = await openMedia({ filePath: outPath });
  expect(copy.probe.frameCount).toBe(45);
  await copy.close();
});

it("yields frames and a playback copy from a server that fails twice for every range", async () => {
  isFlaky = true;
  served = 0;
  try {
    const media = await openMedia({ url: `${origin}/hevc` });
    let frames = 0;
    for await (const _ of media.frames({ maxFps: 30 })) frames++;
    expect(frames).toBe(45);
    const servedToMediabunny = served;
    expect(servedToMediabunny).toBeGreaterThan(0);
    expect(await media.playback(join(dir, "flaky.mp4"))).toEqual({ mode: "transcoded" });
    expect(served).toBeGreaterThan(servedToMediabunny);
    await media.close();
  } finally {
    isFlaky = false;
  }
}, 30_000);

it("reports a network error during the playback copy as transient, without a copy", async () => {
  const media = await openMedia({ url: `${origin}/hevc` });
  failAfterBytes = 0;
  const outPath = join(dir, "lost.mp4");
  try {
    await expect(media.playback(outPath)).rejects.toMatchObject({ code: "unavailable", transient: true });
    expect(existsSync(outPath)).toBe(false);
  } finally {
    failAfterBytes = Number.POSITIVE_INFINITY;
    await media.close();
  }
}, 15_000);

it("fails later reads at once after the retries of one read have failed", async () => {
  const bytes = await openHttpReader(`${origin}/plain`);
  failAfterBytes = 0;
  try {
    await expect(bytes.read(0, 10)).rejects.toMatchObject({ code: "unavailable" });
    expect(bytes.networkError).toMatchObject({ code: "unavailable" });
  } finally {
    failAfterBytes = Number.POSITIVE_INFINITY;
  }
  const startedAt = performance.now();
  await expect(bytes.read(0, 10)).rejects.toBe(bytes.networkError);
  expect(performance.now() - startedAt).toBeLessThan(100);
  await bytes.close();
}, 15_000);

it("refuses an object without bytes as emptyFile", async () => {
  await expect(openMedia({ url: `${origin}/empty` })).rejects.toMatchObject({ code: "emptyFile" });
});

it("reports a missing object as notFound and not as damaged", async () => {
  const opening = openMedia({ url: `${origin}/nothing` });
  await expect(opening).rejects.toMatchObject({ name: "AppError", code: "notFound" });
});

it("reports a server that fails while a file is opened as transient and not as a damaged file", async () => {
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
