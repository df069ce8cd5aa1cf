import type { KeypointName } from "../../schema";
import { jointOf, type Side } from "../body";
import { distance, toDeg, toRad } from "../geometry";
import { hipFlexionDeg, kneeFlexionDeg } from "../lean";
import { pointAt } from "../motion";
import { legsOf, lineErrorDeg, type Measure, type Moment, posed, scoreAt, together } from "./measure";

/** From the side nobody sees how far the leg leans towards the camera or away; a turn's usual lean stands for it. */
const UNSEEN_LEAN_DEG = 30;

/**
 * How far a joint's bend may be from what it looks like: its plane is turned out of the picture by the camera's angle,
 * which hides some of the bend, and by the lean, which exaggerates it.
 */
function projectionErrorDeg(moment: Moment, flexionDeg: number): number {
  const half = Math.tan(toRad(flexionDeg / 2));
  const bendFor = (halfTangent: number) => 2 * toDeg(Math.atan(halfTangent));
  const turned = bendFor(half / Math.sin(toRad(moment.camera.offAxisDeg ?? 90))) - flexionDeg;
  const leaning = flexionDeg - bendFor(half * Math.cos(toRad(UNSEEN_LEAN_DEG)));
  return together(turned, leaning);
}

/** A joint angle errs by both of its segments. */
function segmentsErrorDeg(
  moment: Moment,
  joints: readonly [KeypointName, KeypointName, KeypointName],
): number {
  const [a, joint, b] = joints.map((name) => pointAt(moment.body.motion, name, moment.apex));
  return together(
    lineErrorDeg(moment.noisePx, distance(a!, joint!)),
    lineErrorDeg(moment.noisePx, distance(joint!, b!)),
  );
}

const flexion =
  (
    which: "outside" | "inside",
    angleOf: (moment: Moment, side: Side) => number,
    jointsOf: (side: Side) => readonly [KeypointName, KeypointName, KeypointName],
  ): Measure =>
  (moment) => {
    const legs = legsOf(moment);
    if (!legs) return "side";
    const side = legs[which];
    const value = angleOf(moment, side);
    const joints = jointsOf(side);
    return {
      value,
      plusMinus: together(segmentsErrorDeg(moment, joints), projectionErrorDeg(moment, value)),
      score: scoreAt(moment, joints, moment.apex),
    };
  };

const knee = (which: "outside" | "inside") =>
  flexion(
    which,
    ({ body, apex }, side) => kneeFlexionDeg(body, side, apex),
    (side) => [jointOf(side, "Hip"), jointOf(side, "Knee"), jointOf(side, "Ankle")],
  );

const hip = (which: "outside" | "inside") =>
  flexion(
    which,
    ({ body, apex }, side) => hipFlexionDeg(body, side, apex),
    (side) => [jointOf(side, "Shoulder"), jointOf(side, "Hip"), jointOf(side, "Knee")],
  );

export const flexionMeasures = {
  kneeFlexionOutsideDeg: posed(knee("outside")),
  kneeFlexionInsideDeg: posed(knee("inside")),
  hipFlexionOutsideDeg: posed(hip("outside")),
  hipFlexionInsideDeg: posed(hip("inside")),
};
