import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BODY } from "./body";
import { anglesOf, centerOfMass } from "./measures-3d";
import { skierMotion } from "./skier-motion";
import { type SkiingParams, turnSignal } from "./turn-signal";

const skiing: SkiingParams = {
  turnS: 0.8,
  leanLeftDeg: 43,
  leanRightDeg: 43,
  angulation: 0.42,
  handDropM: 0.05,
  speedMPerS: 8,
  seed: 7,
};
const anySkiing = fc.record({
  turnS: fc.double({ min: 0.6, max: 2, noNaN: true }),
  leanLeftDeg: fc.double({ min: 15, max: 52, noNaN: true }),
  leanRightDeg: fc.double({ min: 15, max: 52, noNaN: true }),
  angulation: fc.double({ min: 0.1, max: 0.6, noNaN: true }),
  handDropM: fc.double({ min: 0, max: 0.25, noNaN: true }),
  speedMPerS: fc.double({ min: 5, max: 20, noNaN: true }),
  seed: fc.integer({ min: 0, max: 1000 }),
});
const anyTimeS = fc.double({ min: 0, max: 10, noNaN: true });

describe("the skier's movement", () => {
  it("keeps the length of every bone for any parameters", () => {
    fc.assert(
      fc.property(anySkiing, anyTimeS, (params, timeS) => {
        const { joints } = skierMotion(params).poseAt(timeS);
        for (const side of ["left", "right"] as const) {
          expect(joints[`${side}Hip`].distanceTo(joints[`${side}Knee`])).toBeCloseTo(BODY.thighM, 3);
          expect(joints[`${side}Knee`].distanceTo(joints[`${side}Ankle`])).toBeCloseTo(BODY.shankM, 2);
          expect(joints[`${side}Shoulder`].distanceTo(joints[`${side}Elbow`])).toBeCloseTo(BODY.upperArmM, 3);
        }
      }),
    );
  });

  it("moves every joint smoothly between frames for any parameters", () => {
    fc.assert(
      fc.property(anySkiing, anyTimeS, (params, timeS) => {
        const skier = skierMotion(params);
        const [before, here, after] = [-1 / 120, 0, 1 / 120].map((step) => skier.poseAt(timeS + step).joints);
        for (const joint of ["nose", "leftWrist", "rightWrist", "leftKnee", "rightAnkle"] as const) {
          const turned = after![joint].clone().add(before![joint]).addScaledVector(here![joint], -2).length();
          expect(turned).toBeLessThan(0.03);
        }
      }),
    );
  });

  it("keeps both skis on the snow and the center of mass inside the turn", () => {
    const skier = skierMotion(skiing);
    for (let timeS = 0; timeS < 8; timeS += 0.05) {
      const { joints, skis } = skier.poseAt(timeS);
      expect(skis.left.foot.y).toBe(0);
      expect(skis.right.foot.y).toBe(0);
      const legLeanDeg = turnSignal(skiing)(timeS).legLeanDeg;
      if (Math.abs(legLeanDeg) < 8) continue;
      const feetX = (joints.leftAnkle.x + joints.rightAnkle.x) / 2;
      expect(Math.sign(centerOfMass(joints).x - feetX)).toBe(Math.sign(legLeanDeg));
    }
  });

  it("turns to the side of the lean", () => {
    const skier = skierMotion(skiing);
    for (let timeS = 0.1; timeS < 8; timeS += 0.05) {
      const { leanDeg } = anglesOf(skier.poseAt(timeS).joints);
      if (Math.abs(leanDeg) < 25) continue;
      const bend = skier.trackAt(timeS - 0.02).x + skier.trackAt(timeS + 0.02).x - 2 * skier.trackAt(timeS).x;
      expect(Math.sign(bend)).toBe(Math.sign(leanDeg));
    }
  });

  it("bends the inside knee more than the outside one at the apex", () => {
    const skier = skierMotion(skiing);
    for (let timeS = 0; timeS < 8; timeS += 0.05) {
      const { leanDeg, kneeFlexionDeg } = anglesOf(skier.poseAt(timeS).joints);
      if (Math.abs(leanDeg) < 30) continue;
      const [inside, outside] = leanDeg > 0 ? (["left", "right"] as const) : (["right", "left"] as const);
      expect(kneeFlexionDeg[inside]).toBeGreaterThan(kneeFlexionDeg[outside] + 15);
    }
  });

  it("has the left hand at larger x than the right one", () => {
    const { joints, gaze } = skierMotion(skiing).poseAt(0);
    expect(gaze.z).toBeGreaterThan(0.9);
    for (const part of ["Shoulder", "Hip", "Ankle", "Wrist", "Ear"] as const) {
      expect(joints[`left${part}`].x).toBeGreaterThan(joints[`right${part}`].x);
    }
  });

  it("lies on the snow after the fall", () => {
    const skier = skierMotion({ ...skiing, fallS: 3 });
    expect(skier.poseAt(2.99).joints.nose.y).toBeGreaterThan(0.9);
    for (const timeS of [3.7, 4.5, 6]) expect(skier.poseAt(timeS).joints.nose.y).toBeLessThan(0.7);
    expect(skier.poseAt(6).joints.nose.distanceTo(skier.poseAt(7).joints.nose)).toBeLessThan(0.001);
  });
});
