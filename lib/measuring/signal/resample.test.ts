import { describe, expect, it } from "vitest";
import { timeOf } from "./motion";
import { resample, type SeenFrame, samplingRateHz } from "./resample";

const HEIGHT_PX = 1000;
const frameAt = (timeS: number, xPx: number, score = 0.8): SeenFrame => ({
  timeS,
  points: Array.from({ length: 17 }, () => [xPx, 400, score]).flat(),
});

describe("resample", () => {
  it("resamples uneven frames of a uniform motion to a uniform motion", () => {
    const timesS = [0, 0.02, 0.07, 0.09, 0.16, 0.2, 0.21, 0.27, 0.33, 0.4];
    const motion = resample(
      timesS.map((timeS) => frameAt(timeS, 100 + 300 * timeS)),
      HEIGHT_PX,
    );
    motion.x[0]!.forEach((x, i) => {
      expect(x).toBeCloseTo(100 + 300 * timeOf(motion, i), 6);
    });
    expect(timeOf(motion, motion.count - 1)).toBeCloseTo(0.4);
  });

  it("returns coordinates with y up", () => {
    expect(resample([frameAt(0, 10)], HEIGHT_PX).y[3]![0]).toBe(600);
  });

  it("interpolates short gaps and leaves long ones NaN", () => {
    const frames = Array.from({ length: 60 }, (_, i) => {
      const hidden = (i > 10 && i < 15) || (i > 30 && i < 50);
      return frameAt(i / 30, hidden ? 9999 : i, hidden ? 0.02 : 0.8);
    });
    const { x } = resample(frames, HEIGHT_PX);
    expect(x[0]![12]).toBeCloseTo(12, 6);
    expect(x[0]![40]).toBeNaN();
  });

  it("computes the sampling rate from the times when frames are missing", () => {
    const timesS = [0, 1, 2, 3, 10, 11, 12].map((i) => Math.round((i / 60) * 1000) / 1000);
    expect(samplingRateHz(timesS.map((timeS) => ({ timeS })))).toBeCloseTo(60, 0);
  });
});
