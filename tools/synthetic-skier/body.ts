import type { Vector3 } from "three";
import { KEYPOINTS, type KeypointName } from "@/lib/pose/skeleton";

/**
 * The world: x to the skier's left, y up from the slope, z down the fall line, in metres. A skier who comes towards the
 * camera therefore has the left hand on the right of the picture.
 */
export type Joints = Record<KeypointName, Vector3>;

export interface SkiPose {
  /** Under the boot, on the snow. */
  foot: Vector3;
  /** From the fall line, positive to the skier's left. */
  headingRad: number;
  /** Roll on the edge, positive to the skier's left. */
  edgeRad: number;
}

export interface BodyPose {
  joints: Joints;
  headCentre: Vector3;
  /** Unit directions the face and the crown of the head point to. */
  gaze: Vector3;
  crown: Vector3;
  skis: { left: SkiPose; right: SkiPose };
  /** Unit directions of the pole shafts, from the hand to the basket. */
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
  /** Ankle joint above the snow: boot sole, binding, plate and ski. */
  ankleM: 0.16,
} as const;

/** The joint between two bones of given lengths, bent towards `pole`; the chain is stretched straight if too short. */
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

/** The same body after every point went through `move` and every direction through `turn`. */
export function moved(
  pose: BodyPose,
  move: (point: Vector3) => Vector3,
  turn: (direction: Vector3) => Vector3,
) {
  const joints = Object.fromEntries(KEYPOINTS.map((name) => [name, move(pose.joints[name])])) as Joints;
  const ski = (s: SkiPose): SkiPose => ({ ...s, foot: move(s.foot) });
  return {
    joints,
    headCentre: move(pose.headCentre),
    gaze: turn(pose.gaze),
    crown: turn(pose.crown),
    skis: { left: ski(pose.skis.left), right: ski(pose.skis.right) },
    poles: { left: turn(pose.poles.left), right: turn(pose.poles.right) },
  } satisfies BodyPose;
}
