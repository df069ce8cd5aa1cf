import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MediaError } from "@/lib/media/failures";
import { CORNERS, type CorpusFile, type CorpusName, makeCorpus } from "@/tests/corpus";
import { openMedia } from "./index";

let dir: string;
let corpus: Record<CorpusName, CorpusFile>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "media-open-"));
  corpus = await makeCorpus(dir);
}, 120_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Opens a file, reads every frame and returns the result or the code of the error. */
const outcomeOf = async (filePath: string) => {
  try {
    const media = await openMedia({ filePath });
    try {
      let frames = 0;
      for await (const _ of media.frames({ maxFps: Number.POSITIVE_INFINITY })) frames++;
      const { kind, width, height } = media.probe;
      return { usable: kind, width, height, cutShort: media.cutShort, frames };
    } finally {
      await media.close();
    }
  } catch (error) {
    if (error instanceof MediaError) return { code: error.code };
    throw error;
  }
};

/** Returns the growth of the process's memory to its peak while `work` runs. */
const peakGrowthMb = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 2);
  await work();
  clearInterval(watch);
  return (Math.max(peak, process.memoryUsage.rss()) - before) / 2 ** 20;
};

describe("opening a file", () => {
  it("opens or refuses every file of the corpus as expected", async () => {
    for (const [name, file] of Object.entries(corpus)) {
      const outcome = await outcomeOf(file.path);
      expect({ name, ...outcome }).toMatchObject({ name, ...file.expected });
      if ("frames" in outcome) expect(outcome.frames).toBeGreaterThan(0);
    }
  }, 60_000);

  it("uses the content and not the name", async () => {
    expect(await outcomeOf(corpus.jpegNamedMp4.path)).toMatchObject({ usable: "photo" });
    expect(await outcomeOf(corpus.mp4NamedJpg.path)).toMatchObject({ usable: "video" });
  });

  it("refuses a decompression bomb by its header, in bounded memory", async () => {
    const growth = await peakGrowthMb(() => outcomeOf(corpus.bomb.path));
    expect(growth).toBeLessThan(60);
  });

  it("reads an 8K photo in bounded memory", async () => {
    const growth = await peakGrowthMb(() => outcomeOf(corpus.photo8k.path));
    expect(growth).toBeLessThan(400);
  });

  it("reports container, codec, timing and date of a clip", async () => {
    const media = await openMedia({ filePath: corpus.plain.path });
    expect(media.probe).toMatchObject({
      container: "mp4",
      codec: "avc",
      rotation: 0,
      fps: expect.closeTo(30, 6),
      frameCount: 45,
      durationS: expect.closeTo(1.5, 6),
      startS: 0,
      variableFps: false,
      hdr: false,
      bitDepth: 8,
      chroma: "4:2:0",
      audioCodec: "aac",
      fastStart: true,
      takenAt: "2026-02-14T09:30:00.000Z",
    });
    await media.close();
  });

  it("reports the mean frame rate of uneven presentation times", async () => {
    const media = await openMedia({ filePath: corpus.uneven.path });
    expect(media.probe.fps).toBeCloseTo(39 / (79 / 60), 2);
    expect(media.probe.variableFps).toBe(true);
    await media.close();
  });

  it("rotates a photo upright and reports its date in UTC", async () => {
    const media = await openMedia({ filePath: corpus.photoTurned.path });
    expect(media.probe).toMatchObject({
      kind: "photo",
      rotation: 90,
      width: 480,
      height: 640,
      takenAt: "2026-02-14T09:30:00.000Z",
    });
    for await (const frame of media.frames({ maxFps: 30 })) {
      // The stored picture's bottom left corner is blue; turned clockwise it is the top left one.
      const region = { centreXPx: 40, centreYPx: 40, sidePx: 20, rollRad: 0 };
      const [red, green, blue] = frame.readRgb(region, 8);
      expect(blue).toBeGreaterThan(180);
      expect(Math.max(red!, green!)).toBeLessThan(90);
    }
    await media.close();
  });

  it("reads a HEIC photo in its colours", async () => {
    const media = await openMedia({ filePath: corpus.heicPhoto.path });
    expect(media.probe).toMatchObject({ kind: "photo", codec: "heic" });
    const corner = { leftPx: 4, topPx: 4, widthPx: 8, heightPx: 8 };
    const seen = await media.still(0, (still) => still.rgb(corner, { widthPx: 1 }).data);
    for (const [i, value] of CORNERS.topLeft.entries()) expect(Math.abs(seen[i]! - value)).toBeLessThan(8);
    await media.close();
  });
});
