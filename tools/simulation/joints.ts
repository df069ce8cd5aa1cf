import type { KeypointName } from "@/lib/pose/skeleton";
import { add, along, cross, dot, length, middle, scale, subtract, unit, type Vec } from "./vector";

/** The true positions of the 17 keypoints in the world, metres. */
export type WorldJoints = Record<KeypointName, Vec>;

/** A skier in motion. Time 0 is the start of the clip; the skier already skis before it. */
export interface SimulatedSkier {
  jointsAt(timeS: number): WorldJoints;
}

/** Properties of a run that are set; the others are drawn at random. Angles are those of the legs. */
export interface SkierOptions {
  /** Mean time from switch to switch. */
  turnS?: number;
  /** Left minus right apex lean. 0 makes both sides alike but for chance. */
  leanDifferenceDeg?: number;
  meanLeanDeg?: number;
  /** Left minus right turn time over the mean turn time. */
  timeDifference?: number;
  /** Depth by which the inside hand drops in turns to one side, metres. */
  handDrop?: { side: "left" | "right"; depthM: number };
}

/** Returns the joint between two bones, bent towards `pole`; the chain is straight if it is too short. */
export function bentJoint(from: Vec, to: Vec, upperM: number, lowerM: number, pole: Vec): Vec {
  const way = subtract(to, from);
  const reach = Math.min(length(way), (upperM + lowerM) * 0.999);
  const direction = unit(way);
  const side = unit(add(pole, scale(direction, -dot(pole, direction))));
  const foot = (upperM ** 2 - lowerM ** 2 + reach ** 2) / (2 * reach);
  return along(along(from, direction, foot), side, Math.sqrt(Math.max(0, upperM ** 2 - foot ** 2)));
}

/** Returns nose, eyes and ears of a head, where people label them in pictures. */
export function faceOf(centre: Vec, front: Vec, crown: Vec, radiusM: number) {
  const left = unit(cross(crown, front));
  const gaze = unit(cross(left, crown));
  const at = (forwards: number, sideways: number, upwards: number): Vec =>
    along(along(along(centre, gaze, forwards * radiusM), left, sideways * radiusM), crown, upwards * radiusM);
  return {
    nose: at(1, 0, -0.35),
    leftEye: at(0.85, 0.34, 0),
    rightEye: at(0.85, -0.34, 0),
    leftEar: at(0, 0.95, -0.15),
    rightEar: at(0, -0.95, -0.15),
  };
}

export const pelvisOf = (joints: WorldJoints): Vec => middle(joints.leftHip, joints.rightHip);
export const neckOf = (joints: WorldJoints): Vec => middle(joints.leftShoulder, joints.rightShoulder);
export const anklesOf = (joints: WorldJoints): Vec => middle(joints.leftAnkle, joints.rightAnkle);
