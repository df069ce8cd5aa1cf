import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CORNERS, type CorpusFile, greyOf, makeCorpus } from "@/tests/corpus";
import { type MediaFrame, openMedia } from "..";
import type { FramesOptions } from "./video-frames";

const NAMES = [
  "plain",
  "fast",
  "uneven",
  "rotated90",
  "rotated180",
  "rotated270",
  "mirrored",
  "widePixels",
  "webmVp9",
  "hevc",
  "cutShort",
] as const;
let dir: string;
let corpus: Record<(typeof NAMES)[number], CorpusFile>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "media-frames-"));
  corpus = await makeCorpus(dir, NAMES);
}, 60_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

const read = async <T>(
  name: (typeof NAMES)[number],
  options: FramesOptions,
  observe: (frame: MediaFrame) => T,
): Promise<T[]> => {
  const media = await openMedia({ filePath: corpus[name].path });
  const seen: T[] = [];
  for await (const frame of media.frames(options)) seen.push(observe(frame));
  await media.close();
  return seen;
};

const ALL = { maxFps: Number.POSITIVE_INFINITY };

const colorAt = (frame: MediaFrame, xShare: number, yShare: number) =>
  [
    ...frame.readRgb(
      {
        centreXPx: frame.widthPx * xShare,
        centreYPx: frame.heightPx * yShare,
        sidePx: frame.heightPx / 12,
        rollRad: 0,
      },
      9,
    ),
  ].slice(120, 123);

const cornerAt = (frame: MediaFrame, xShare: number, yShare: number) => {
  const seen = colorAt(frame, xShare, yShare);
  const distance = (color: readonly number[]) =>
    color.reduce((sum, value, i) => sum + Math.abs(value - seen[i]!), 0);
  const [name, color] = Object.entries(CORNERS).sort((a, b) => distance(a[1]) - distance(b[1]))[0]!;
  expect(distance(color)).toBeLessThan(40);
  return name;
};

/** The corners clockwise from the top left. */
const cornersOf = (frame: MediaFrame) => [
  cornerAt(frame, 0.12, 0.12),
  cornerAt(frame, 0.88, 0.12),
  cornerAt(frame, 0.88, 0.88),
  cornerAt(frame, 0.12, 0.88),
];

describe("every frame is upright", () => {
  it.each([
    ["plain", ["topLeft", "topRight", "bottomRight", "bottomLeft"]],
    ["rotated90", ["bottomLeft", "topLeft", "topRight", "bottomRight"]],
    ["rotated180", ["bottomRight", "bottomLeft", "topLeft", "topRight"]],
    ["rotated270", ["topRight", "bottomRight", "bottomLeft", "topLeft"]],
    ["mirrored", ["topLeft", "bottomLeft", "bottomRight", "topRight"]],
    ["widePixels", ["topLeft", "topRight", "bottomRight", "bottomLeft"]],
    ["webmVp9", ["topLeft", "topRight", "bottomRight", "bottomLeft"]],
    ["hevc", ["topLeft", "topRight", "bottomRight", "bottomLeft"]],
  ] as const)("%s", async (name, corners) => {
    const [first] = await read(name, { ...ALL, toS: 0.01 }, (frame) => ({
      corners: cornersOf(frame),
      width: frame.widthPx,
      height: frame.heightPx,
    }));
    const { width, height } = corpus[name].expected as { width: number; height: number };
    expect(first).toEqual({ corners, width, height });
  });
});

describe("times of frames", () => {
  it("are the presentation times of the file, also with uneven gaps", async () => {
    const times = await read("uneven", ALL, (frame) => frame.timeS);
    const expected = Array.from({ length: 40 }, (_, i) => (i < 20 ? i / 20 : i / 60 + 40 / 60));
    expect(times).toHaveLength(40);
    for (const [i, timeS] of times.entries()) expect(timeS).toBeCloseTo(expected[i]!, 3);
  });

  it("belong to the picture of the same frame", async () => {
    const seen = await read("plain", ALL, (frame) => ({
      index: frame.index,
      timeS: frame.timeS,
      grey: colorAt(frame, 0.5, 0.5)[1]!,
    }));
    expect(seen).toHaveLength(45);
    for (const { index, timeS, grey } of seen) {
      expect(timeS).toBeCloseTo(index / 30, 4);
      expect(Math.abs(grey - greyOf(index))).toBeLessThan(4);
    }
  });

  it("are thinned evenly to the requested rate", async () => {
    const times = await read("fast", { maxFps: 30 }, (frame) => frame.timeS);
    expect(times).toHaveLength(15);
    for (const [i, timeS] of times.entries()) expect(timeS).toBeCloseTo(i / 30, 3);
  });

  it("are those of the requested part, from inclusive to exclusive", async () => {
    const seen = await read("plain", { ...ALL, fromS: 0.5, toS: 1 }, (frame) => frame.timeS);
    expect(seen[0]).toBeCloseTo(0.5, 4);
    expect(seen.at(-1)).toBeCloseTo(29 / 30, 4);
    expect(seen).toHaveLength(15);
  });
});

describe("reading frames", () => {
  it("throws for a frame after the next one was requested", async () => {
    const frames = await read("plain", ALL, (frame) => frame);
    expect(() => frames[0]!.readLuma(32)).toThrow(/after the next one/);
  });

  it("can be stopped and started again", async () => {
    const media = await openMedia({ filePath: corpus.plain.path });
    for (let round = 0; round < 3; round++) {
      for await (const frame of media.frames(ALL)) if (frame.index === 3) break;
    }
    let count = 0;
    for await (const _ of media.frames(ALL)) count++;
    expect(count).toBe(45);
    await media.close();
  });

  it("yields the remaining frames of a cut file and reports that it is cut", async () => {
    const media = await openMedia({ filePath: corpus.cutShort.path });
    expect(media.cutShort).toBe(true);
    let lastS = 0;
    for await (const frame of media.frames(ALL)) lastS = frame.timeS;
    expect(lastS).toBeGreaterThan(0.3);
    expect(lastS).toBeLessThan(1.45);
    await media.close();
  });
});
