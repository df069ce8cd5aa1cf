import type { PoseTrack } from "@/lib/analyses/schema";

/** Where the skier's joints are in one frame: pixels of the upright picture, y down. */
export interface Extent {
  centreXPx: number;
  centreYPx: number;
  widthPx: number;
  heightPx: number;
}

const MIN_SCORE = 0.2;
const MIN_JOINTS = 6;

/** The skier's joints in the frame nearest to `timeS`, or null when they are not seen there. */
export function pointsAt(track: PoseTrack, timeS: number): number[] | null {
  let nearest = track.frames[0];
  for (const frame of track.frames) {
    if (nearest && Math.abs(frame.timeS - timeS) < Math.abs(nearest.timeS - timeS)) nearest = frame;
  }
  return nearest?.points ?? null;
}

/** The skier's extent in the frame nearest to `timeS`, or null when they are not seen there. */
export function extentAt(track: PoseTrack, timeS: number): Extent | null {
  const points = pointsAt(track, timeS);
  return points && extentOf(points);
}

/** The extent of 17 x (x, y, score), or null when too few joints are seen. */
export function extentOf(points: ArrayLike<number>): Extent | null {
  const seen = [...Array(points.length / 3).keys()].filter((k) => points[k * 3 + 2]! >= MIN_SCORE);
  if (seen.length < MIN_JOINTS) return null;
  const xs = seen.map((k) => points[k * 3]!);
  const ys = seen.map((k) => points[k * 3 + 1]!);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {
    centreXPx: (left + right) / 2,
    centreYPx: (top + bottom) / 2,
    widthPx: right - left,
    heightPx: bottom - top,
  };
}
