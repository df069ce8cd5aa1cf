import type { Pose } from "@/lib/pose/ports";
import { KP } from "@/lib/pose/skeleton";
import { middle } from "./pose-shape";

/** How far the shoulders are to the right of the ankles, from vertical: radians, clockwise on screen. */
export function leanRad(pose: Pose): number {
  const shoulders = middle(pose, KP.leftShoulder, KP.rightShoulder);
  const ankles = middle(pose, KP.leftAnkle, KP.rightAnkle);
  return Math.atan2(shoulders.xPx - ankles.xPx, ankles.yPx - shoulders.yPx);
}

/** 180 degrees minus the angle between thigh and shank: mean of both knees, 0 when straight. */
export function kneeBendDeg(pose: Pose): number {
  const left = bendDeg(pose, KP.leftHip, KP.leftKnee, KP.leftAnkle);
  const right = bendDeg(pose, KP.rightHip, KP.rightKnee, KP.rightAnkle);
  return (left + right) / 2;
}

function bendDeg(pose: Pose, hip: number, knee: number, ankle: number): number {
  const thigh = Math.atan2(pose[knee * 3 + 1]! - pose[hip * 3 + 1]!, pose[knee * 3]! - pose[hip * 3]!);
  const shank = Math.atan2(pose[ankle * 3 + 1]! - pose[knee * 3 + 1]!, pose[ankle * 3]! - pose[knee * 3]!);
  const turn = Math.abs(thigh - shank);
  return (Math.min(turn, 2 * Math.PI - turn) * 180) / Math.PI;
}
