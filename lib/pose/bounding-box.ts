import type { PixelPoint } from "./geometry";
import type { KeypointArray } from "./keypoints";

export interface BoundingBox {
  center: PixelPoint;
  widthPx: number;
  heightPx: number;
}

const MIN_KEYPOINTS = 6;

/** Returns the box around the keypoints of at least `minScore`, or null for fewer than six. */
export function boundingBox(points: KeypointArray, minScore: number): BoundingBox | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let count = 0;
  for (let k = 0; k < points.length; k += 3) {
    if (points[k + 2]! < minScore) continue;
    count++;
    left = Math.min(left, points[k]!);
    right = Math.max(right, points[k]!);
    top = Math.min(top, points[k + 1]!);
    bottom = Math.max(bottom, points[k + 1]!);
  }
  if (count < MIN_KEYPOINTS) return null;
  return {
    center: { xPx: (left + right) / 2, yPx: (top + bottom) / 2 },
    widthPx: right - left,
    heightPx: bottom - top,
  };
}
