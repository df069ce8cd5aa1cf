import { describe, expect, it } from "vitest";
import { frameThinning, frameTimesOf } from "./frame-times";

const steady = (count: number, fps: number) => Array.from({ length: count }, (_, i) => i / fps);

const kept = (timesS: number[], maxFps: number) => {
  const isKept = frameThinning(maxFps, frameTimesOf(timesS, 0).usualGapS);
  return timesS.filter((timeS) => isKept(timeS));
};

describe("frame thinning", () => {
  it.each([
    [60, 30, 30],
    [59.94, 30, 29.97],
    [30, 30, 30],
    [29.97, 30, 29.97],
    [25, 30, 25],
    [50, 30, 25],
    [120, 30, 30],
    [240, 30, 30],
    [24, 30, 24],
  ])("thins a steady %d frames per second for at most %d evenly to %d", (fps, maxFps, left) => {
    const times = kept(steady(Math.round(fps * 4), fps), maxFps);
    expect(frameTimesOf(times, 0).fps).toBeCloseTo(left, 2);
    expect(frameTimesOf(times, 0).variable).toBe(false);
  });

  it("keeps every frame of a clip whose gaps only jitter", () => {
    const times = steady(300, 30).map((timeS, i) => timeS + 0.004 * Math.sin(i * 7));
    expect(kept(times, 30)).toHaveLength(300);
  });

  it("thins a variable rate only where it is fast", () => {
    const slow = steady(20, 20);
    const quick = steady(60, 60).map((timeS) => timeS + 1);
    const times = kept([...slow, ...quick], 30);
    expect(times.filter((timeS) => timeS < 1)).toHaveLength(20);
    expect(times.filter((timeS) => timeS >= 1)).toHaveLength(30);
  });

  it("keeps the first frame after a gap", () => {
    const times = [...steady(60, 60), ...steady(60, 60).map((timeS) => timeS + 5.004)];
    expect(kept(times, 30)).toContain(5.004);
  });

  it("keeps every frame without a limit", () => {
    expect(kept(steady(240, 240), Number.POSITIVE_INFINITY)).toHaveLength(240);
  });
});

describe("frame times", () => {
  it("report the mean of a variable rate, and that it varies", () => {
    const times = [...steady(20, 20), ...steady(60, 60).map((timeS) => timeS + 1)];
    const frameTimes = frameTimesOf(times, 1 / 60);
    expect(frameTimes.fps).toBeCloseTo(79 / (119 / 60), 6);
    expect(frameTimes.durationS).toBeCloseTo(2, 6);
    expect(frameTimes.variable).toBe(true);
  });

  it("are not variable for a steady rate rounded to milliseconds", () => {
    const times = steady(600, 240).map((timeS) => Math.round(timeS * 1000) / 1000);
    expect(frameTimesOf(times, 0.004).variable).toBe(false);
  });

  it("accept decoding order and any start", () => {
    const frameTimes = frameTimesOf([2, 2.2, 2.1, 2.4, 2.3], 0.1);
    expect(frameTimes.startS).toBe(2);
    expect(frameTimes.fps).toBeCloseTo(10, 6);
  });

  it("have no rate without frames", () => {
    expect(frameTimesOf([], 0)).toMatchObject({ frameCount: 0, durationS: 0, fps: 0 });
  });
});
