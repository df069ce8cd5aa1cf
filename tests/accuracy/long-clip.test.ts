import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerMediabunnyServer } from "@mediabunny/server";
import { expect, it } from "vitest";
import { analyzeInProcess } from "@/bench/analysis";
import { loopClip } from "@/tests/corpus/loop";
import { clipPath, readTruth } from "@/tools/synthetic-skier/truth";
import { report } from "./analyzed-clip";

const LONG_S = 18;
/** Kept frames of the longer clip would need 280 MB; runs of the same clip differ by up to 60. */
const MAX_ADDED_BYTES = 128 * 2 ** 20;

it("analyzes a clip of more than ten seconds at 30 frames a second, in the memory of a short one", async () => {
  registerMediabunnyServer();
  const { fps, durationS } = await readTruth("front-60fps");
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-long-"));
  try {
    const longPath = join(folder, "long.mp4");
    await loopClip(clipPath("front-60fps"), longPath, LONG_S);
    const short = await analyzeInProcess(clipPath("front-60fps"));
    const long = await analyzeInProcess(longPath);
    report("long clip", {
      "short MiB": short.maxRssBytes / 2 ** 20,
      "long MiB": long.maxRssBytes / 2 ** 20,
      "short poses": short.poses,
      "long poses": long.poses,
    });
    expect(short.poses).toBe(Math.round(fps * durationS));
    expect(long.poses).toBeLessThanOrEqual(30 * LONG_S + 1);
    expect(long.poses).toBeGreaterThan(29 * LONG_S);
    expect(long.turns).toBeGreaterThan(1);
    expect(long.limits.join()).toContain("Filmed at 60 frames a second, but a clip of 10 s or longer");
    expect(short.limits.join()).not.toContain("frames a second");
    expect(long.maxRssBytes - short.maxRssBytes).toBeLessThan(MAX_ADDED_BYTES);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);
