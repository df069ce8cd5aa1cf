import { describe, expect, it } from "vitest";
import { KP } from "@/lib/pose/skeleton";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { leftSignOf, repairLeftRight } from "./left-right";
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

describe("left and right keypoints", () => {
  it("have opposite signs in front and back views and none from the side", () => {
    expect(leftSignOf(framesFrom(0))).toBe(1);
    expect(leftSignOf(framesFrom(180))).toBe(-1);
    expect(leftSignOf(framesFrom(90))).toBe(0);
  });

  it("are unchanged where the network labelled them correctly", () => {
    for (const viewDeg of [0, 45, 90, 180]) {
      const frames = framesFrom(viewDeg);
      expect(repairLeftRight(frames, leftSignOf(frames))).toEqual(frames);
    }
  });

  it("are recognized as a back view when the network labels a third of the frames as a front", () => {
    const frames = framesFrom(180);
    const mistaken = frames.map((frame, i) => (i % 9 < 3 ? withSwappedPairs(frame, BODY) : frame));
    expect(leftSignOf(mistaken)).toBe(-1);
    expect(repairLeftRight(mistaken, -1)).toEqual(frames);
  });

  it("are exchanged in the frames in which the network swapped the legs", () => {
    for (const viewDeg of [0, 180]) {
      const frames = framesFrom(viewDeg);
      for (const [from, to] of [
        [20, 21],
        [30, 36],
        [0, 12],
      ] as const) {
        const swapped = withSwappedLegs(frames, from, to);
        expect(repairLeftRight(swapped, leftSignOf(swapped))).toEqual(frames);
      }
    }
  });
});
