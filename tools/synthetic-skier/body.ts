import type { Vector3 } from "three";
import { KEYPOINTS, type KeypointName } from "@/lib/pose/skeleton";

/** Joints in metres: x to the skier's left, y up from the slope, z down the fall line. */
export type Joints = Record<KeypointName, Vector3>;

export interface SkiPose {
  /** On the snow under the boot. */
  foot: Vector3;
  /** From the fall line, positive to the skier's left. */
  headingRad: number;
  /** Roll on the edge, positive to the skier's left. */
  edgeRad: number;
}

export interface BodyPose {
  joints: Joints;
  headCenter: Vector3;
  /** Unit vectors of the face and of the crown of the head. */
  gaze: Vector3;
  crown: Vector3;
  skis: { left: SkiPose; right: SkiPose };
  /** Unit vectors of the pole shafts, from the hand to the basket. */
  poles: { left: Vector3; right: Vector3 };
}

export const BODY = {
  hipHalfM: 0.125,
  shoulderHalfM: 0.19,
  thighM: 0.43,
  shankM: 0.42,
  trunkM: 0.5,
  upperArmM: 0.29,
  forearmM: 0.27,
  neckM: 0.2,
  headRadiusM: 0.115,
  /** Height of the ankle joint above the snow. */
  ankleM: 0.16,
} as const;

/** Returns the joint between two bones, bent towards `pole`; too short bones form a straight line. */
export function bend(from: Vector3, to: Vector3, upperM: number, lowerM: number, pole: Vector3): Vector3 {
  const along = to.clone().sub(from);
  const reach = Math.min(along.length(), (upperM + lowerM) * 0.999);
  along.normalize();
  const side = pole.clone().addScaledVector(along, -pole.dot(along)).normalize();
  const foot = (upperM ** 2 - lowerM ** 2 + reach ** 2) / (2 * reach);
  const height = Math.sqrt(Math.max(0, upperM ** 2 - foot ** 2));
  return from.clone().addScaledVector(along, foot).addScaledVector(side, height);
}

export const midpoint = (a: Vector3, b: Vector3) => a.clone().add(b).multiplyScalar(0.5);

/** Returns the body with `move` applied to every point and `turn` to every direction. */
export function moved(
  pose: BodyPose,
  move: (point: Vector3) => Vector3,
  turn: (direction: Vector3) => Vector3,
) {
  const joints = Object.fromEntries(KEYPOINTS.map((name) => [name, move(pose.joints[name])])) as Joints;
  const ski = (s: SkiPose): SkiPose => ({ ...s, foot: move(s.foot) });
  return {
    joints,
    headCenter: move(pose.headCenter),
    gaze: turn(pose.gaze),
    crown: turn(pose.crown),
    skis: { left: ski(pose.skis.left), right: ski(pose.skis.right) },
    poles: { left: turn(pose.poles.left), right: turn(pose.poles.right) },
  } satisfies BodyPose;
}
