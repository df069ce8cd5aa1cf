import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AVERROR_ENOSPC, FormatContext } from "node-av";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CORNERS, type CorpusFile, makeCorpus, PLACE } from "@/tests/corpus";
import { openMedia } from "..";
import type { MediaProbe } from "../read/probe";
import { playbackModeOf } from "./playback";
import { playbackFilterOf, playbackSizeOf } from "./playback-filter";

const NAMES = [
  "plain",
  "indexAtEnd",
  "quickTime",
  "matroska",
  "webmVp9",
  "hevc",
  "hlg",
  "fast",
  "rotated90",
  "uneven",
  "cutShort",
  "lateStart",
] as const;
let dir: string;
let corpus: Record<(typeof NAMES)[number], CorpusFile>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "media-playback-"));
  corpus = await makeCorpus(dir, NAMES);
}, 60_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

const probeOf = async (filePath: string): Promise<MediaProbe> => {
  const media = await openMedia({ filePath });
  await media.close();
  return media.probe;
};

/** Makes the copy and opens it. */
const copyOf = async (name: (typeof NAMES)[number]) => {
  const outPath = join(dir, `${name}-copy.mp4`);
  const shares: number[] = [];
  const media = await openMedia({ filePath: corpus[name].path });
  const { mode } = await media.playback(outPath, { onProgress: (share) => shares.push(share) });
  await media.close();
  return {
    mode,
    outPath,
    shares,
    original: media.probe,
    copy: mode === "original" ? null : await probeOf(outPath),
  };
};

describe("the copy that every browser plays", () => {
  it("is not written when every browser plays the file itself", async () => {
    const { mode, outPath } = await copyOf("plain");
    expect(mode).toBe("original");
    await expect(stat(outPath)).rejects.toThrow();
  });

  it.each(["indexAtEnd", "quickTime", "matroska"] as const)(
    "remuxes %s into an MP4 with its index first",
    async (name) => {
      const { mode, copy, original } = await copyOf(name);
      expect(mode).toBe("remuxed");
      expect(copy).toMatchObject({
        container: "mp4",
        codec: "avc",
        fastStart: true,
        audioCodec: "aac",
        startS: 0,
      });
      expect(copy?.frameCount).toBe(original.frameCount);
      expect(copy?.fps).toBeCloseTo(original.fps, 1);
    },
  );

  it("does not contain the location metadata of the clip", async () => {
    const { outPath } = await copyOf("quickTime");
    expect((await readFile(corpus.quickTime.path)).includes(PLACE)).toBe(true);
    expect((await readFile(outPath)).includes(PLACE)).toBe(false);
  });

  it.each(["webmVp9", "hevc"] as const)("is encoded from %s as 8-bit H.264 at its own rate", async (name) => {
    const { mode, copy, original, shares } = await copyOf(name);
    expect(mode).toBe("transcoded");
    expect(copy).toMatchObject({
      container: "mp4",
      codec: "avc",
      bitDepth: 8,
      chroma: "4:2:0",
      fastStart: true,
      hdr: false,
      width: 320,
      height: 240,
      frameCount: 45,
      startS: 0,
    });
    expect(copy?.audioCodec).toBe("aac");
    expect(copy?.durationS).toBeCloseTo(original.durationS, 1);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it("shows HDR in the same SDR colours as stills", async () => {
    const { mode, copy, outPath } = await copyOf("hlg");
    expect(mode).toBe("transcoded");
    expect(copy).toMatchObject({ hdr: false, bitDepth: 8, chroma: "4:2:0" });
    const colorsOf = async (filePath: string) => {
      const media = await openMedia({ filePath });
      const rgb = await media.still(0.5, (still) => still.rgb(null, { widthPx: 8, heightPx: 8 }).data);
      await media.close();
      return rgb;
    };
    const [still, played] = [await colorsOf(corpus.hlg.path), await colorsOf(outPath)];
    const corner = (rgb: Uint8Array) => [...rgb.subarray(0, 3)];
    for (const [i, value] of corner(still).entries())
      expect(Math.abs(value - corner(played)[i]!)).toBeLessThan(12);
    expect(corner(still)[0]).toBeGreaterThan(200);
  });

  it("has 60 frames per second of a clip with 120", async () => {
    const { mode, copy } = await copyOf("fast");
    expect(mode).toBe("transcoded");
    expect(copy?.fps).toBeCloseTo(60, 0);
  });

  it("starts with the first frame when the picture starts later than the sound", async () => {
    const { copy } = await copyOf("lateStart");
    expect(copy).toMatchObject({ startS: 0, frameCount: 45 });
  });

  it("contains the readable part of a cut file", async () => {
    const { mode, copy, original } = await copyOf("cutShort");
    expect(mode).toBe("remuxed");
    expect(copy?.cutShort).toBe(false);
    expect(copy?.durationS).toBeCloseTo(original.durationS, 1);
  });

  it.runIf(existsSync("/dev/full"))("fails as transient on a full disk", async () => {
    const outPath = join(dir, "full.mp4");
    await symlink("/dev/full", outPath);
    const media = await openMedia({ filePath: corpus.indexAtEnd.path });
    const made = media.playback(outPath);
    await expect(made).rejects.toMatchObject({ name: "AppError", code: "unavailable", transient: true });
    await media.close();
    expect(existsSync(outPath)).toBe(false);
  });

  it("is upright when the original is rotated by metadata", async () => {
    const turned = { ...corpus.rotated90 };
    const outPath = join(dir, "turned-copy.mp4");
    const media = await openMedia({ filePath: turned.path });
    // Forces encoding: the file would play as it is, rotated by its metadata.
    Object.assign(media.probe, { bitDepth: 10 });
    expect((await media.playback(outPath)).mode).toBe("transcoded");
    await media.close();
    const copy = await openMedia({ filePath: outPath });
    expect(copy.probe).toMatchObject({ rotation: 0, width: 240, height: 320 });
    const corner = { leftPx: 5, topPx: 5, widthPx: 30, heightPx: 30 };
    const [red, green, blue] = await copy.still(0, (still) => still.rgb(corner, { widthPx: 3 }).data);
    for (const [i, value] of [red, green, blue].entries()) {
      expect(Math.abs(value! - CORNERS.bottomLeft[i]!)).toBeLessThan(24);
    }
    await copy.close();
  });
});

describe("a disk that becomes full", () => {
  it.each(["interleavedWriteFrame", "writeTrailer"] as const)(
    "fails without a copy and does not hang when %s reports it",
    async (method) => {
      const write = vi.spyOn(FormatContext.prototype, method).mockResolvedValue(AVERROR_ENOSPC);
      const media = await openMedia({ filePath: corpus.indexAtEnd.path });
      const outPath = join(dir, `${method}.mp4`);
      await expect(media.playback(outPath)).rejects.toMatchObject({ code: "unavailable", transient: true });
      write.mockRestore();
      await media.close();
      expect(existsSync(outPath)).toBe(false);
    },
  );
});

describe("the mode of a copy", () => {
  const playable: MediaProbe = {
    kind: "video",
    container: "mp4",
    codec: "avc",
    width: 1920,
    height: 1080,
    rotation: 0,
    durationS: 10,
    fps: 59.94,
    variableFps: false,
    hdr: false,
    takenAt: null,
    sizeBytes: 1,
    frameCount: 600,
    startS: 0,
    codecString: "avc1.64002a",
    bitDepth: 8,
    chroma: "4:2:0",
    audioCodec: "aac",
    fastStart: true,
    fragmented: false,
    cutShort: false,
  };

  it.each([
    ["original", {}],
    ["original", { audioCodec: null }],
    ["original", { width: 1080, height: 1920, rotation: 90 }],
    ["remuxed", { fastStart: false }],
    ["remuxed", { container: "mov" }],
    ["remuxed", { audioCodec: "pcm-s16" }],
    ["remuxed", { fragmented: true }],
    ["transcoded", { codec: "hevc", codecString: "hvc1.1.6.L120" }],
    ["transcoded", { codecString: "avc1.6e0028", bitDepth: 10 }],
    ["transcoded", { codecString: "avc1.f4001e", chroma: "4:4:4" }],
    ["transcoded", { width: 3840, height: 2160 }],
    ["transcoded", { fps: 120 }],
    ["transcoded", { hdr: true }],
    ["transcoded", { startS: 3.6 }],
  ] as const)("is %s for a playable file with %j", (mode, difference) => {
    expect(playbackModeOf({ ...playable, ...difference } as MediaProbe)).toBe(mode);
  });

  it("fits 4K of both orientations into 1080 lines with even sides", () => {
    expect(playbackSizeOf({ width: 3840, height: 2160 })).toEqual({ widthPx: 1920, heightPx: 1080 });
    expect(playbackSizeOf({ width: 2160, height: 3840 })).toEqual({ widthPx: 1080, heightPx: 1920 });
    expect(playbackSizeOf({ width: 541, height: 951 })).toEqual({ widthPx: 542, heightPx: 952 });
  });

  it("scales before it rotates, and maps HDR in RGB", () => {
    const chain = playbackFilterOf(
      { width: 1080, height: 1920, fps: 240 },
      { rotation: 90, flip: false },
      "/tmp/a b/it's.cube",
    );
    expect(chain).toMatch(/fps=60,scale=1920:1080/);
    expect(chain).toContain("format=gbrp10le,lut3d=file='");
    expect(chain.indexOf("transpose=clock")).toBeGreaterThan(chain.indexOf("format=yuv420p"));
  });
});
