import type { PoseTrack } from "@/lib/analyses/schema";
import { type BoundingBox, boundingBox } from "@/lib/pose/bounding-box";
import type { KeypointArray } from "@/lib/pose/keypoints";

const MIN_SCORE = 0.2;

/** The skier's keypoints in the frame nearest to `timeS`; null when the skier is not seen there. */
export function pointsAt(track: PoseTrack, timeS: number): number[] | null {
  let nearest = track.frames[0];
  for (const frame of track.frames) {
    if (nearest && Math.abs(frame.timeS - timeS) < Math.abs(nearest.timeS - timeS)) nearest = frame;
  }
  return nearest?.points ?? null;
}

/** The box around the skier in the frame nearest to `timeS`; null when the skier is not seen there. */
export function skierBoxAt(track: PoseTrack, timeS: number): BoundingBox | null {
  const points = pointsAt(track, timeS);
  return points && skierBox(points);
}

export const skierBox = (points: KeypointArray): BoundingBox | null => boundingBox(points, MIN_SCORE);
