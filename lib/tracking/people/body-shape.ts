import { type BoundingBox, boundingBox } from "@/lib/pose/bounding-box";
import { pixelDistance } from "@/lib/pose/geometry";
import { keypointAt } from "@/lib/pose/keypoints";
import type { Pose } from "@/lib/pose/ports";
import { KP } from "@/lib/pose/skeleton";

const BODY = Array.from({ length: 12 }, (_, i) => i + KP.leftShoulder);
const RELIABLE_SCORE = 0.15;

export function bodyScore(pose: Pose): number {
  return BODY.reduce((sum, k) => sum + pose[k * 3 + 2]!, 0) / BODY.length;
}

/** The box around the reliable keypoints, or around all when fewer than six are reliable. */
export const bodyBox = (pose: Pose): BoundingBox =>
  boundingBox(pose, RELIABLE_SCORE) ?? boundingBox(pose, Number.NEGATIVE_INFINITY)!;

export function bodySizePx(pose: Pose): number {
  const { widthPx, heightPx } = bodyBox(pose);
  return Math.max(widthPx, heightPx);
}

/** Mean distance between the shoulders and hips of two poses, in sizes of the smaller one. */
export function trunkDistance(a: Pose, b: Pose): number {
  const joints = ["leftShoulder", "rightShoulder", "leftHip", "rightHip"] as const;
  const sumPx = joints.reduce(
    (sum, name) => sum + pixelDistance(keypointAt(a, name), keypointAt(b, name)),
    0,
  );
  return sumPx / joints.length / Math.max(1, Math.min(bodySizePx(a), bodySizePx(b)));
}
