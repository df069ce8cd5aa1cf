import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CorpusFile, greyOf, makeCorpus } from "@/tests/corpus";
import { cropAround, type MontageCell, montage, openMedia, type Still } from "..";
import { drawLabel } from "./label";

let dir: string;
let corpus: Record<"plain" | "rotated90" | "photo8k", CorpusFile>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "media-stills-"));
  corpus = await makeCorpus(dir, ["plain", "rotated90", "photo8k"] as const);
}, 60_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

const middleGrey = (still: Still): number => {
  const middle = { leftPx: still.widthPx / 2 - 8, topPx: still.heightPx / 2 - 8, widthPx: 16, heightPx: 16 };
  return still.rgb(middle, { widthPx: 4 }).data[25]!;
};

it("yields the frame nearest to each time, in ascending order, across key frames", async () => {
  const media = await openMedia({ filePath: corpus.plain.path });
  const timesS = [1.4, 0, 0.51, 0.5, 1.02, 99];
  const seen: { timeS: number; grey: number }[] = [];
  for await (const still of media.stills(timesS)) seen.push({ timeS: still.timeS, grey: middleGrey(still) });
  const frames = [0, 15, 15, 31, 42, 44];
  expect(seen).toHaveLength(timesS.length);
  for (const [i, { timeS, grey }] of seen.entries()) {
    expect(timeS).toBeCloseTo(frames[i]! / 30, 4);
    expect(Math.abs(grey - greyOf(frames[i]!))).toBeLessThan(4);
  }
  await media.close();
});

it("encodes a JPEG of the requested size, without metadata", async () => {
  const media = await openMedia({ filePath: corpus.rotated90.path });
  const [poster, crop] = await media.still(0.5, async (still) => [
    await still.jpeg(null, { widthPx: 120 }),
    await still.jpeg(cropAround(still, { xPx: 230, yPx: 10 }, { heightPx: 90, aspect: 2 / 3 }), {
      widthPx: 60,
      heightPx: 90,
    }),
  ]);
  expect(await sharp(poster).metadata()).toMatchObject({ format: "jpeg", width: 120, height: 160 });
  const header = await sharp(crop).metadata();
  expect(header).toMatchObject({ width: 60, height: 90 });
  expect(header.exif).toBeUndefined();
  await media.close();
});

it("moves and shrinks a crop to lie inside the picture", () => {
  const picture = { widthPx: 1000, heightPx: 500 };
  expect(cropAround(picture, { xPx: 990, yPx: 5 }, { heightPx: 200, aspect: 0.5 })).toEqual({
    leftPx: 900,
    topPx: 0,
    widthPx: 100,
    heightPx: 200,
  });
  expect(cropAround(picture, { xPx: 500, yPx: 250 }, { heightPx: 9000, aspect: 1 })).toMatchObject({
    widthPx: 500,
    heightPx: 500,
  });
});

it("lays pictures side by side at one height, in rows when there are many", async () => {
  const media = await openMedia({ filePath: corpus.plain.path });
  const cells: MontageCell[] = [];
  for await (const still of media.stills(Array.from({ length: 15 }, (_, i) => i / 10))) {
    cells.push({
      image: still.rgb(null, { widthPx: 80, heightPx: 120 }),
      label: `${cells.length + 1} L 41°`,
    });
  }
  const strip = await sharp(await montage(cells.slice(0, 5), { cellHeightPx: 120 })).metadata();
  expect(strip).toMatchObject({ width: 6 + 5 * 86, height: 132 });
  const sheet = await sharp(await montage(cells, { cellHeightPx: 120, maxColumns: 8 })).metadata();
  expect(sheet).toMatchObject({ width: 6 + 8 * 86, height: 6 + 2 * 126 });
  await media.close();
});

/** Returns the number of bright pixels of a grey picture with a label. */
const brightPixelsOf = async (label: string) => {
  const image = { data: new Uint8Array(120 * 160 * 3).fill(90), widthPx: 120, heightPx: 160 };
  const jpeg = await montage([{ image, label }], { cellHeightPx: 160 });
  const data = await sharp(jpeg).greyscale().raw().toBuffer();
  return data.filter((value) => value > 200).length;
};

it("draws labels with the bundled font", async () => {
  expect(await brightPixelsOf("")).toBe(0);
  expect(await brightPixelsOf("1")).toBeGreaterThan(20);
  expect(await brightPixelsOf("12 R 38°")).toBeGreaterThan(await brightPixelsOf("1"));
  expect(await brightPixelsOf("<&>")).toBeGreaterThan(20);
});

it("draws the same label in a process without system fonts and font configuration", async () => {
  const script = `
    import sharp from "sharp";
    import { drawLabel } from "./lib/adapters/media/stills/label.ts";
    const pixels = await sharp(await drawLabel("4", 200)).raw().toBuffer();
    process.stdout.write(pixels.toString("base64"));
  `;
  const env = {
    HOME: dir,
    XDG_CACHE_HOME: dir,
    FONTCONFIG_PATH: dir,
    NODE_ENV: "test",
  } as const;
  const child = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", script],
    { env },
  );
  expect(child.stderr).toBe("");
  const fromChild = Buffer.from(child.stdout, "base64");
  const fromThisProcess = await sharp((await drawLabel("4", 200))!)
    .raw()
    .toBuffer();
  expect(fromChild.filter((value) => value > 200).length).toBeGreaterThan(100);
  expect(fromChild.equals(fromThisProcess)).toBe(true);
});

it("makes a label of many letters no wider than its picture", async () => {
  const label = await sharp((await drawLabel("a very long label for a small picture", 100))!).metadata();
  expect(label.width).toBeLessThanOrEqual(100);
});

it("yields a photo at every time", async () => {
  const media = await openMedia({ filePath: corpus.photo8k.path });
  const size = await media.still(3, async (still) =>
    sharp(await still.jpeg(null, { widthPx: 1280 })).metadata(),
  );
  expect(size).toMatchObject({ width: 1280, height: 720 });
  await media.close();
});

it("throws for a montage without pictures", async () => {
  await expect(montage([])).rejects.toThrow(RangeError);
});
