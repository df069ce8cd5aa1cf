import type { Pose } from "@/lib/pose/ports";
import { KP } from "@/lib/pose/skeleton";

/** Shoulders to ankles: what is seen of a skier from every side; faces are not. */
const BODY = Array.from({ length: 12 }, (_, i) => i + KP.leftShoulder);
/** Keypoints below this are guesses. */
const SURE = 0.15;

export interface Point {
  xPx: number;
  yPx: number;
}

/** Mean score of shoulders, elbows, wrists, hips, knees and ankles. */
export function bodyScore(pose: Pose): number {
  return BODY.reduce((sum, k) => sum + pose[k * 3 + 2]!, 0) / BODY.length;
}

/** The middle of two keypoints, however unsure. */
export function middle(pose: Pose, a: number, b: number): Point {
  return { xPx: (pose[a * 3]! + pose[b * 3]!) / 2, yPx: (pose[a * 3 + 1]! + pose[b * 3 + 1]!) / 2 };
}

/** The middle of the trunk. */
export function trunk(pose: Pose): Point {
  const hips = middle(pose, KP.leftHip, KP.rightHip);
  const shoulders = middle(pose, KP.leftShoulder, KP.rightShoulder);
  return { xPx: (hips.xPx + shoulders.xPx) / 2, yPx: (hips.yPx + shoulders.yPx) / 2 };
}

export interface Extent extends Point {
  /** The longer side of the box. */
  sizePx: number;
}

/** The middle and size of the box around the keypoints that are sure (around all when hardly any is). */
export function extent(pose: Pose): Extent {
  const least = countSure(pose) >= 6 ? SURE : -1;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < pose.length; k += 3) {
    if (pose[k + 2]! < least) continue;
    left = Math.min(left, pose[k]!);
    right = Math.max(right, pose[k]!);
    top = Math.min(top, pose[k + 1]!);
    bottom = Math.max(bottom, pose[k + 1]!);
  }
  return { xPx: (left + right) / 2, yPx: (top + bottom) / 2, sizePx: Math.max(right - left, bottom - top) };
}

function countSure(pose: Pose): number {
  let count = 0;
  for (let k = 2; k < pose.length; k += 3) if (pose[k]! >= SURE) count++;
  return count;
}

/** Mean distance of shoulders and hips of two poses, in sizes of the smaller one. */
export function trunkDistance(a: Pose, b: Pose): number {
  const keypoints = [KP.leftShoulder, KP.rightShoulder, KP.leftHip, KP.rightHip];
  const sumPx = keypoints.reduce(
    (sum, k) => sum + Math.hypot(a[k * 3]! - b[k * 3]!, a[k * 3 + 1]! - b[k * 3 + 1]!),
    0,
  );
  return sumPx / keypoints.length / Math.max(1, Math.min(extent(a).sizePx, extent(b).sizePx));
}
