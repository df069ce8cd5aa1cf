import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastFrameAt, nearestFrame, poseAt } from "./poseAt";

const frame = (timeS: number, x: number | null) => ({
  timeS,
  points: x === null ? null : Array.from({ length: 51 }, (_, i) => (i % 3 === 2 ? 0.9 : x)),
});
const track = [
  frame(0, 0),
  frame(0.033, 33),
  frame(0.067, 67),
  frame(0.1, null),
  frame(0.133, 133),
  frame(1, 200),
];

describe("poseAt", () => {
  it("returns the pose measured in the frame", () => {
    expect(poseAt(track, 0.0331)?.[0]).toBe(33);
    expect(poseAt(track, 0)?.[0]).toBe(0);
  });

  it("interpolates between two measured poses", () => {
    expect(poseAt(track, 0.0165)?.[0]).toBeCloseTo(16.5, 5);
    expect(poseAt(track, 0.0165)?.[2]).toBe(0.9);
  });

  it("returns null where the skier was not seen", () => {
    expect(poseAt(track, 0.1)).toBeNull();
    expect(poseAt(track, 0.5)).toBeNull();
    expect(poseAt(track, 1.5)).toBeNull();
    expect(poseAt([], 0)).toBeNull();
  });

  it("finds the same nearest frame as a linear search", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, fc.integer({ min: -100, max: 5100 }), (unsorted, at) => {
        const frames = unsorted.toSorted((a, b) => a - b).map((t) => ({ timeS: t }));
        const best = Math.min(...frames.map((f) => Math.abs(f.timeS - at)));
        expect(Math.abs(nearestFrame(frames, at)!.timeS - at)).toBe(best);
        expect(lastFrameAt(frames, at)).toBe(frames.filter((f) => f.timeS <= at).length - 1);
      }),
    );
  });
});
