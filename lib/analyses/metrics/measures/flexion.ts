import type { KeypointName } from "../../schema";
import { jointOf, type Side } from "../body";
import { distance, toDeg, toRad } from "../geometry";
import { flexionDeg } from "../leg-plane";
import { pointAt } from "../motion";
import { legsOf, lineErrorDeg, type Measure, type Moment, posed, scoreAt, together } from "./measure";

/** From the side nobody sees how far the trunk leans towards the camera or away; a turn's usual lean stands for it. */
const UNSEEN_LEAN_DEG = 30;

const KNEE = ["Hip", "Knee", "Ankle"] as const;
const HIP = ["Shoulder", "Hip", "Knee"] as const;

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

/** Half of what setting the leg's plane upright took off is taken to be in doubt. */
const knee =
  (which: "outside" | "inside"): Measure =>
  (moment) => {
    const legs = legsOf(moment);
    if (!legs) return "side";
    const { body, apex } = moment;
    const side = legs[which];
    const joints = jointNames(side, KNEE);
    const seen = flexionDeg(body, side, KNEE, apex);
    const planeCos = moment.legPlane ? moment.legPlane[apex]! : Math.cos(toRad(UNSEEN_LEAN_DEG));
    const value = moment.legPlane ? flexionDeg(body, side, KNEE, apex, planeCos) : seen;
    const leaning = moment.legPlane ? (seen - value) / 2 : seen - bendFor(seen, planeCos);
    return {
      value,
      plusMinus: together(segmentsErrorDeg(moment, joints), turnedErrorDeg(moment, value), leaning),
      score: scoreAt(moment, joints, apex),
    };
  };

const hip =
  (which: "outside" | "inside"): Measure =>
  (moment) => {
    const legs = legsOf(moment);
    if (!legs) return "side";
    const side = legs[which];
    const joints = jointNames(side, HIP);
    const value = flexionDeg(moment.body, side, HIP, moment.apex);
    const leaning = value - bendFor(value, Math.cos(toRad(UNSEEN_LEAN_DEG)));
    return {
      value,
      plusMinus: together(segmentsErrorDeg(moment, joints), turnedErrorDeg(moment, value), leaning),
      score: scoreAt(moment, joints, moment.apex),
    };
  };

export const flexionMeasures = {
  kneeFlexionOutsideDeg: posed(knee("outside")),
  kneeFlexionInsideDeg: posed(knee("inside")),
  hipFlexionOutsideDeg: posed(hip("outside")),
  hipFlexionInsideDeg: posed(hip("inside")),
};
