import { describe, expect, it } from "vitest";
import { KP } from "@/lib/analyses/schema";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import type { SeenFrame } from "./resample";
import { orderVote, repairSides } from "./sides";

const framesFrom = (viewDeg: number) =>
  trackOfTruth(surveyScene({ durationS: 3, camera: { viewDeg } }), 3).frames as SeenFrame[];

const LEGS = [
  [KP.leftKnee, KP.rightKnee],
  [KP.leftAnkle, KP.rightAnkle],
] as const;

function withSwappedLegs(frames: SeenFrame[], from: number, to: number): SeenFrame[] {
  return frames.map((frame, i) => {
    if (i < from || i >= to) return frame;
    const points = [...frame.points];
    for (const [left, right] of LEGS) {
      for (let axis = 0; axis < 3; axis++) {
        points[left * 3 + axis] = frame.points[right * 3 + axis]!;
        points[right * 3 + axis] = frame.points[left * 3 + axis]!;
      }
    }
    return { ...frame, points };
  });
}

describe("left and right", () => {
  it("lie mirrored in front and back views and undecided from the side", () => {
    expect(orderVote(framesFrom(0))).toBeGreaterThan(0.9);
    expect(orderVote(framesFrom(180))).toBeLessThan(-0.9);
    expect(Math.abs(orderVote(framesFrom(90)))).toBeLessThan(0.9);
  });

  it("are left alone where the network had them right", () => {
    for (const viewDeg of [0, 45, 90, 180]) {
      const frames = framesFrom(viewDeg);
      expect(repairSides(frames, orderVote(frames))).toEqual(frames);
    }
  });

  it("are put right where the network took one leg for the other for some frames", () => {
    for (const viewDeg of [0, 180]) {
      const frames = framesFrom(viewDeg);
      for (const [from, to] of [
        [20, 21],
        [30, 36],
        [0, 12],
      ] as const) {
        const swapped = withSwappedLegs(frames, from, to);
        expect(repairSides(swapped, orderVote(swapped))).toEqual(frames);
      }
    }
  });
});
