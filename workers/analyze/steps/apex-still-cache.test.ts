import { readFile } from "node:fs/promises";
import { afterEach, expect, it } from "vitest";
import { type OpenedMedia, openMedia } from "@/lib/adapters/media";
import type { FollowedPerson } from "@/lib/tracking/follow-skier";
import { trackOfTruth } from "@/tests/accuracy/truth-track";
import { apexRegion, cutApex } from "./apex-still";
import { ApexStillCache } from "./apex-still-cache";
import { skierBox } from "./skier-box";

const CLIP = "tests/fixtures/clips/slalom-front";

let media: OpenedMedia | undefined;
afterEach(() => media?.close());

/** Adds the whole clip to a cache, with the true joints of the skier as poses that are one frame late. */
async function fill(frame: { width: number; height: number; bitDepth: number }) {
  const truth = JSON.parse(await readFile(`${CLIP}.truth.json`, "utf8"));
  const { frames } = trackOfTruth(truth, 0);
  media = await openMedia({ filePath: `${CLIP}.mp4` });
  const cache = new ApexStillCache(frame, truth.fps);
  const skier = { observations: [] as FollowedPerson["observations"] };
  for await (const seen of media.frames({ maxFps: Number.POSITIVE_INFINITY })) {
    const late = frames[seen.index - 1];
    if (late?.points) {
      const pose = Float32Array.from(late.points);
      skier.observations.push({ frame: seen.index - 1, timeS: late.timeS, pose, score: 1 });
    }
    cache.addFrame(seen, [skier]);
  }
  cache.close();
  const apexesS: number[] = truth.turns.map(({ apexS }: { apexS: number }) => apexS);
  const boxNear = (timeS: number) => {
    const nearest = frames.reduce((a, b) => (Math.abs(b.timeS - timeS) < Math.abs(a.timeS - timeS) ? b : a));
    return skierBox(Float32Array.from(nearest.points!))!;
  };
  return { cache, media, apexesS, boxNear };
}

it("contains at least half of the apexes, each identical to a still of the clip decoded again", async () => {
  const { cache, media, apexesS, boxNear } = await fill({ width: 960, height: 540, bitDepth: 8 });
  let count = 0;
  for (const apexS of apexesS) {
    const box = boxNear(apexS);
    const found = await cache.find(apexS, box);
    if (!found) continue;
    count++;
    const again = await media.still(found.timeS, (still) => cutApex(still, apexRegion(still, box)));
    expect(Buffer.compare(found.jpeg, again)).toBe(0);
  }
  expect(count).toBeGreaterThanOrEqual(apexesS.length / 2);
});

it("returns null for another person and for another moment", async () => {
  const { cache, apexesS, boxNear } = await fill({ width: 960, height: 540, bitDepth: 8 });
  for (const apexS of apexesS) {
    const skier = boxNear(apexS);
    const other = { ...skier, center: { ...skier.center, xPx: skier.center.xPx + skier.heightPx } };
    expect(await cache.find(apexS, other)).toBeNull();
    expect(await cache.find(apexS + 0.3, boxNear(apexS + 0.3))).toBeNull();
  }
});

it("caches nothing when the frames are too large to keep", async () => {
  const { cache, apexesS, boxNear } = await fill({ width: 7680, height: 4320, bitDepth: 10 });
  for (const apexS of apexesS) expect(await cache.find(apexS, boxNear(apexS))).toBeNull();
});
