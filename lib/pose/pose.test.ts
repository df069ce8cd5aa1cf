import { describe, expect, it } from "vitest";
import { boundingBox } from "./bounding-box";
import { fromPixels, type Point, toPixels } from "./geometry";
import { headAt } from "./head";
import { trunkCenter } from "./keypoints";
import { bodyTiltDeg, meanKneeFlexionDeg } from "./posture";
import { KEYPOINTS, type KeypointName } from "./skeleton";

const UNSEEN: Point = { x: Number.NaN, y: Number.NaN };

/** A pose with these keypoints at (x, y) pixels, y down; all others at (0, 0) with score 0. */
const poseOf = (places: Partial<Record<KeypointName, [number, number]>>): number[] =>
  KEYPOINTS.flatMap((name) => [...(places[name] ?? [0, 0]), places[name] ? 0.9 : 0]);

/** A straight left leg, a bent right leg, and shoulders 10 px to the right of the ankles and above them. */
const LEANING = poseOf({
  leftShoulder: [10, 90],
  rightShoulder: [10, 90],
  leftHip: [0, 60],
  rightHip: [0, 60],
  leftKnee: [0, 80],
  rightKnee: [20, 60],
  leftAnkle: [0, 100],
  rightAnkle: [0, 100],
});

describe("pose", () => {
  it("converts between pixels with y down and points with y up without loss", () => {
    expect(fromPixels({ xPx: 3, yPx: 7 })).toEqual({ x: 3, y: -7 });
    expect(toPixels(fromPixels({ xPx: 3, yPx: 7 }))).toEqual({ xPx: 3, yPx: 7 });
  });

  it("has a positive tilt to the right of the picture", () => {
    expect(bodyTiltDeg(LEANING)).toBeCloseTo(45);
  });

  it("has a knee flexion of 0 for a straight leg, averaged over both legs", () => {
    const rightDeg = 180 - (Math.acos((-20 * -20 + 0 * 40) / (20 * Math.hypot(20, 40))) * 180) / Math.PI;
    expect(meanKneeFlexionDeg(LEANING)).toBeCloseTo(rightDeg / 2);
  });

  it("has a trunk center between hips and shoulders, in pixels", () => {
    expect(trunkCenter(LEANING)).toEqual({ xPx: 5, yPx: 75 });
  });

  it("has a bounding box of the keypoints above the score, and none for fewer than six", () => {
    expect(boundingBox(LEANING, 0.5)).toEqual({
      center: { xPx: 10, yPx: 80 },
      widthPx: 20,
      heightPx: 40,
    });
    expect(boundingBox(poseOf({ nose: [1, 1], leftHip: [2, 2] }), 0.5)).toBeNull();
  });
});

describe("headAt", () => {
  const body: Partial<Record<KeypointName, Point>> = {
    leftShoulder: { x: -5, y: 50 },
    rightShoulder: { x: 5, y: 50 },
    leftHip: { x: -5, y: 0 },
    rightHip: { x: 5, y: 0 },
  };
  const headOf = (seen: Partial<Record<KeypointName, Point>>) => headAt((name) => seen[name] ?? UNSEEN);

  it("is the middle of the ears, else the nose, else above the shoulders", () => {
    const nose = { x: 2, y: 66 };
    const ears = { leftEar: { x: -4, y: 68 }, rightEar: { x: 6, y: 68 } };
    expect(headOf({ ...body, nose, ...ears })).toEqual({ x: 1, y: 68 });
    expect(headOf({ ...body, nose, leftEar: ears.leftEar })).toEqual(nose);
    expect(headOf(body)).toEqual({ x: 0, y: 70 });
  });
});
