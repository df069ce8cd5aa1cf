import type { Vector3 } from "three";
import type { KeypointName } from "@/lib/pose/skeleton";
import { type Joints, midpoint } from "./body";

const DEG = 180 / Math.PI;

/**
 * Share of body mass, the two ends, and the position of the center between them (Winter, Biomechanics of
 * Human Movement).
 */
const SEGMENTS: readonly [number, KeypointName | "neck", KeypointName | "pelvis", number][] = [
  [0.497, "neck", "pelvis", 0.5],
  [0.028, "leftShoulder", "leftElbow", 0.436],
  [0.028, "rightShoulder", "rightElbow", 0.436],
  [0.022, "leftElbow", "leftWrist", 0.682],
  [0.022, "rightElbow", "rightWrist", 0.682],
  [0.1, "leftHip", "leftKnee", 0.433],
  [0.1, "rightHip", "rightKnee", 0.433],
  [0.061, "leftKnee", "leftAnkle", 0.606],
  [0.061, "rightKnee", "rightAnkle", 0.606],
];
const HEAD_MASS = 0.081;

const at = (joints: Joints, name: KeypointName | "neck" | "pelvis") => {
  if (name === "neck") return midpoint(joints.leftShoulder, joints.rightShoulder);
  if (name === "pelvis") return midpoint(joints.leftHip, joints.rightHip);
  return joints[name];
};

/** Returns the center of mass of the body. */
export function centerOfMass(joints: Joints): Vector3 {
  const sum = midpoint(joints.leftEar, joints.rightEar).multiplyScalar(HEAD_MASS);
  let mass = HEAD_MASS;
  for (const [share, from, to, along] of SEGMENTS) {
    sum.addScaledVector(at(joints, from).clone().lerp(at(joints, to), along), share);
    mass += share;
  }
  return sum.divideScalar(mass);
}

/** Angle to upright in the plane across the line of travel, in degrees, positive to the skier's left. */
const sideways = (from: Vector3, to: Vector3) => Math.atan2(to.x - from.x, to.y - from.y) * DEG;

const flexion = (a: Vector3, joint: Vector3, b: Vector3) =>
  180 - a.clone().sub(joint).angleTo(b.clone().sub(joint)) * DEG;

export interface Angles {
  leanDeg: number;
  angulationDeg: number;
  kneeFlexionDeg: { left: number; right: number };
  hipFlexionDeg: { left: number; right: number };
}

/** Returns the measures of a body in degrees, by the definitions of `MEASURES` in three dimensions. */
export function anglesOf(joints: Joints): Angles {
  const ankles = midpoint(joints.leftAnkle, joints.rightAnkle);
  const leanDeg = sideways(ankles, centerOfMass(joints));
  const outside = leanDeg > 0 ? "right" : "left";
  const legDeg = sideways(joints[`${outside}Ankle`], joints[`${outside}Hip`]);
  const trunkDeg = sideways(at(joints, "pelvis"), at(joints, "neck"));
  const knee = (side: "left" | "right") =>
    flexion(joints[`${side}Hip`], joints[`${side}Knee`], joints[`${side}Ankle`]);
  const hip = (side: "left" | "right") =>
    flexion(joints[`${side}Shoulder`], joints[`${side}Hip`], joints[`${side}Knee`]);
  return {
    leanDeg,
    angulationDeg: (legDeg - trunkDeg) * Math.sign(leanDeg),
    kneeFlexionDeg: { left: knee("left"), right: knee("right") },
    hipFlexionDeg: { left: hip("left"), right: hip("right") },
  };
}
