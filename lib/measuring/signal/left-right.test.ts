import { describe, expect, it } from "vitest";
import { KP } from "@/lib/pose/skeleton";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { leftIs, repairSides } from "./left-right";
import type { SeenFrame } from "./resample";

const framesFrom = (viewDeg: number) =>
  trackOfTruth(surveyScene({ durationS: 3, camera: { viewDeg } }), 3).frames as SeenFrame[];

type Pairs = readonly (readonly [number, number])[];
const LEGS: Pairs = [
  [KP.leftKnee, KP.rightKnee],
  [KP.leftAnkle, KP.rightAnkle],
];
const BODY: Pairs = [
  [KP.leftShoulder, KP.rightShoulder],
  [KP.leftElbow, KP.rightElbow],
  [KP.leftWrist, KP.rightWrist],
  [KP.leftHip, KP.rightHip],
  ...LEGS,
];

function withSwappedPairs(frame: SeenFrame, pairs: Pairs): SeenFrame {
  const points = [...frame.points];
  for (const [left, right] of pairs) {
    for (let axis = 0; axis < 3; axis++) {
      points[left * 3 + axis] = frame.points[right * 3 + axis]!;
      points[right * 3 + axis] = frame.points[left * 3 + axis]!;
    }
  }
  return { ...frame, points };
}

const withSwappedLegs = (frames: SeenFrame[], from: number, to: number): SeenFrame[] =>
  frames.map((frame, i) => (i >= from && i < to ? withSwappedPairs(frame, LEGS) : frame));

describe("left and right", () => {
  it("lie mirrored in front and back views and undecided from the side", () => {
    expect(leftIs(framesFrom(0))).toBe(1);
    expect(leftIs(framesFrom(180))).toBe(-1);
    expect(leftIs(framesFrom(90))).toBe(0);
  });

  it("are left alone where the network had them right", () => {
    for (const viewDeg of [0, 45, 90, 180]) {
      const frames = framesFrom(viewDeg);
      expect(repairSides(frames, leftIs(frames))).toEqual(frames);
    }
  });

  it("are a back view's even when the network takes the back for a front in a third of the frames", () => {
    const frames = framesFrom(180);
    const mistaken = frames.map((frame, i) => (i % 9 < 3 ? withSwappedPairs(frame, BODY) : frame));
    expect(leftIs(mistaken)).toBe(-1);
    expect(repairSides(mistaken, -1)).toEqual(frames);
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
        expect(repairSides(swapped, leftIs(swapped))).toEqual(frames);
      }
    }
  });
});
