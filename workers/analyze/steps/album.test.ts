import { readFile } from "node:fs/promises";
import { afterEach, expect, it } from "vitest";
import { type OpenedMedia, openMedia } from "@/lib/adapters/media";
import type { Followed } from "@/lib/tracking";
import { trackOfTruth } from "@/tests/accuracy/truth-track";
import { Album } from "./album";
import { apexRegion, cutApex } from "./apex-picture";
import { extentOf } from "./extent";

const CLIP = "tests/fixtures/clips/slalom-front";

let media: OpenedMedia | undefined;
afterEach(() => media?.close());

/** Shows an album the whole clip as a skier's true joints would have been followed, each pose a frame late. */
async function fill(frame: { width: number; height: number; bitDepth: number }) {
  const truth = JSON.parse(await readFile(`${CLIP}.truth.json`, "utf8"));
  const { frames } = trackOfTruth(truth, 0);
  media = await openMedia({ filePath: `${CLIP}.mp4` });
  const album = new Album(frame, truth.fps);
  const skier = { sightings: [] as Followed["sightings"] };
  for await (const seen of media.frames({ maxFps: Number.POSITIVE_INFINITY })) {
    const late = frames[seen.index - 1];
    if (late?.points) {
      const pose = Float32Array.from(late.points);
      skier.sightings.push({ frame: seen.index - 1, timeS: late.timeS, pose, score: 1 });
    }
    album.see(seen, [skier]);
  }
  album.close();
  const apexesS: number[] = truth.turns.map(({ apexS }: { apexS: number }) => apexS);
  const extentNear = (timeS: number) => {
    const nearest = frames.reduce((a, b) => (Math.abs(b.timeS - timeS) < Math.abs(a.timeS - timeS) ? b : a));
    return extentOf(Float32Array.from(nearest.points!))!;
  };
  return { album, media, apexesS, extentNear };
}

it("has most apexes of a run, each the very picture that decoding the clip again would give", async () => {
  const { album, media, apexesS, extentNear } = await fill({ width: 960, height: 540, bitDepth: 8 });
  let taken = 0;
  for (const apexS of apexesS) {
    const extent = extentNear(apexS);
    const page = await album.take(apexS, extent);
    if (!page) continue;
    taken++;
    const again = await media.still(page.timeS, (still) => cutApex(still, apexRegion(still, extent)));
    expect(Buffer.compare(page.jpeg, again)).toBe(0);
  }
  expect(taken).toBeGreaterThanOrEqual(apexesS.length / 2);
});

it("has no picture of somebody else, nor of another moment", async () => {
  const { album, apexesS, extentNear } = await fill({ width: 960, height: 540, bitDepth: 8 });
  for (const apexS of apexesS) {
    const skier = extentNear(apexS);
    expect(await album.take(apexS, { ...skier, centreXPx: skier.centreXPx + skier.heightPx })).toBeNull();
    expect(await album.take(apexS + 0.3, extentNear(apexS + 0.3))).toBeNull();
  }
});

it("keeps nothing of frames too large to keep", async () => {
  const { album, apexesS, extentNear } = await fill({ width: 7680, height: 4320, bitDepth: 10 });
  for (const apexS of apexesS) expect(await album.take(apexS, extentNear(apexS))).toBeNull();
});
