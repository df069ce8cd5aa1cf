import { distance, toDeg, toRad } from "@/lib/pose/geometry";
import type { KeypointName } from "@/lib/pose/skeleton";
import { jointOf, type Side } from "../signal/body";
import { pointAt } from "../signal/motion";
import { nearSide } from "../view/estimate-view";
import type { Estimate } from "./confidence";
import { flexionDeg, HIP, KNEE } from "./joint-flexion";
import {
  legsOf,
  lineErrorDeg,
  type Measure,
  type Moment,
  photographed,
  posed,
  scoreAt,
  together,
} from "./measure";

/** From the side nobody sees how far legs and trunk lean towards the camera or away; a turn's usual lean stands for it. */
const UNSEEN_LEAN_DEG = 30;

/** The bend that looks like `flexionDeg` when its half-angle's tangent was stretched by `factor`. */
const bendFor = (flexion: number, factor: number): number =>
  2 * toDeg(Math.atan(Math.tan(toRad(flexion / 2)) * factor));

/** How much more a joint may be bent than it looks because the camera's angle turns its plane out of the picture. */
const turnedErrorDeg = (moment: Moment, flexion: number): number =>
  bendFor(flexion, 1 / Math.sin(toRad(moment.camera.offAxisDeg ?? 90))) - flexion;

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

const jointNames = (side: Side, joints: typeof KNEE | typeof HIP) =>
  [jointOf(side, joints[0]), jointOf(side, joints[1]), jointOf(side, joints[2])] as const;

function flexionOf(moment: Moment, side: Side, joints: typeof KNEE | typeof HIP): Estimate {
  const names = jointNames(side, joints);
  const value = flexionDeg(moment.body, side, joints, moment.apex);
  const leaning = value - bendFor(value, Math.cos(toRad(UNSEEN_LEAN_DEG)));
  return {
    value,
    plusMinus: together(segmentsErrorDeg(moment, names), turnedErrorDeg(moment, value), leaning),
    score: scoreAt(moment, names, moment.apex),
  };
}

/** The leg away from the camera is hidden by the nearer one too often to be believed. */
const flexion =
  (which: "outside" | "inside", joints: typeof KNEE | typeof HIP): Measure =>
  (moment) => {
    const legs = legsOf(moment);
    if (!legs) return "side";
    const side = legs[which];
    return side === nearSide(moment.camera) ? flexionOf(moment, side, joints) : "view";
  };

const nearFlexion =
  (joints: typeof KNEE | typeof HIP): Measure =>
  (moment) => {
    const near = nearSide(moment.camera);
    return near ? flexionOf(moment, near, joints) : "view";
  };

export const flexionMeasures = {
  kneeFlexionOutsideDeg: posed(flexion("outside", KNEE)),
  kneeFlexionInsideDeg: posed(flexion("inside", KNEE)),
  hipFlexionOutsideDeg: posed(flexion("outside", HIP)),
  hipFlexionInsideDeg: posed(flexion("inside", HIP)),
  kneeFlexionNearDeg: photographed(nearFlexion(KNEE)),
  hipFlexionNearDeg: photographed(nearFlexion(HIP)),
};
