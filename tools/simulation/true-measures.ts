import type { KeypointName } from "@/lib/pose/skeleton";
import { anklesOf, neckOf, pelvisOf, type WorldJoints } from "./joints";
import { add, angleDeg, dot, length, middle, mix, scale, subtract, unit, type Vec } from "./vector";

const DEG = 180 / Math.PI;

/** Share of body mass, both ends of the segment, and its centre between them (Winter 2009, table 4.1). */
const LIMBS: readonly [mass: number, from: KeypointName, to: KeypointName, share: number][] = (
  ["left", "right"] as const
).flatMap((side): [number, KeypointName, KeypointName, number][] => [
  [0.028, `${side}Shoulder`, `${side}Elbow`, 0.436],
  [0.022, `${side}Elbow`, `${side}Wrist`, 0.682],
  [0.1, `${side}Hip`, `${side}Knee`, 0.433],
  [0.061, `${side}Knee`, `${side}Ankle`, 0.606],
]);
const HEAD_MASS = 0.081;
const TRUNK_MASS = 0.497;

function centreOfMass(joints: WorldJoints): Vec {
  let sum = add(
    scale(middle(joints.leftEar, joints.rightEar), HEAD_MASS),
    scale(middle(neckOf(joints), pelvisOf(joints)), TRUNK_MASS),
  );
  let mass = HEAD_MASS + TRUNK_MASS;
  for (const [share, from, to, where] of LIMBS) {
    sum = add(sum, scale(mix(joints[from], joints[to], where), share));
    mass += share;
  }
  return scale(sum, 1 / mass);
}

/** Angle to the slope's normal across the line of travel, degrees, positive to the skier's left. */
const sidewaysDeg = (lower: Vec, upper: Vec): number =>
  Math.atan2(upper[0] - lower[0], upper[1] - lower[1]) * DEG;

/** Lean of the centre of mass over the feet, degrees, positive to the skier's left. */
export const trueLeanDeg = (joints: WorldJoints): number =>
  sidewaysDeg(anklesOf(joints), centreOfMass(joints));

const flexionDeg = (a: Vec, joint: Vec, b: Vec): number =>
  180 - angleDeg(subtract(a, joint), subtract(b, joint));

/** Tilt of the line through both joints, degrees, positive when the left one is lower. */
const levelDeg = (left: Vec, right: Vec): number =>
  Math.atan2(right[1] - left[1], Math.hypot(left[0] - right[0], left[2] - right[2])) * DEG;

/** Returns the true values of one moment. Signed angles are positive to the skier's left. */
export function trueMeasures(joints: WorldJoints) {
  const pelvis = pelvisOf(joints);
  const neck = neckOf(joints);
  const ankles = anklesOf(joints);
  const torsoM = length(subtract(neck, pelvis));
  const legDirection = unit(subtract(pelvis, ankles));
  const gap = subtract(joints.leftAnkle, joints.rightAnkle);
  const acrossGapM = length(subtract(gap, scale(legDirection, dot(gap, legDirection))));
  const flexionOf = (side: "left" | "right") => ({
    knee: flexionDeg(joints[`${side}Hip`], joints[`${side}Knee`], joints[`${side}Ankle`]),
    hip: flexionDeg(joints[`${side}Shoulder`], joints[`${side}Hip`], joints[`${side}Knee`]),
  });
  const left = flexionOf("left");
  const right = flexionOf("right");
  const handT = (side: "left" | "right") => (joints[`${side}Wrist`][1] - joints[`${side}Hip`][1]) / torsoM;
  return {
    leanDeg: trueLeanDeg(joints),
    angulationLeftDeg: sidewaysDeg(joints.leftAnkle, joints.leftHip) - sidewaysDeg(pelvis, neck),
    angulationRightDeg: sidewaysDeg(joints.rightAnkle, joints.rightHip) - sidewaysDeg(pelvis, neck),
    shoulderLevelDeg: levelDeg(joints.leftShoulder, joints.rightShoulder),
    hipLevelDeg: levelDeg(joints.leftHip, joints.rightHip),
    shinDifferenceDeg:
      sidewaysDeg(joints.leftAnkle, joints.leftKnee) - sidewaysDeg(joints.rightAnkle, joints.rightKnee),
    kneeLeftDeg: left.knee,
    kneeRightDeg: right.knee,
    hipLeftDeg: left.hip,
    hipRightDeg: right.hip,
    stanceRatio: acrossGapM / length(subtract(joints.leftHip, joints.rightHip)),
    handLeftT: handT("left"),
    handRightT: handT("right"),
    foreAftT: (centreOfMass(joints)[2] - ankles[2]) / torsoM,
  };
}
export type TrueMeasures = ReturnType<typeof trueMeasures>;
