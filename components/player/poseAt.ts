import type { TrackFrame } from "@/lib/analyses/schema";

/** Poses further apart than this are not joined: the skier was lost in between. */
const MAX_GAP_S = 0.15;
const SAME_FRAME_S = 0.002;

/** Index of the last frame at or before `timeS`; -1 when all are later. `frames` is sorted by time. */
export function lastFrameAt(frames: readonly { timeS: number }[], timeS: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frames[middle]!.timeS <= timeS) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The pose frame nearest in time, or null for an empty track. */
export function nearestFrame<F extends { timeS: number }>(frames: readonly F[], timeS: number): F | null {
  const at = lastFrameAt(frames, timeS);
  const before = frames[at];
  const after = frames[at + 1];
  if (!before || !after) return before ?? after ?? null;
  return timeS - before.timeS <= after.timeS - timeS ? before : after;
}

/**
 * The 17 x (x, y, score) at the moment a video frame shows. Poses are taken at up to 30 a second and frames shown at
 * up to 60, so between two poses the joints are where a straight line puts them. Null where the skier was not seen.
 */
export function poseAt(frames: readonly TrackFrame[], timeS: number): readonly number[] | null {
  const nearest = nearestFrame(frames, timeS);
  if (!nearest) return null;
  if (Math.abs(nearest.timeS - timeS) <= SAME_FRAME_S) return nearest.points;
  const at = lastFrameAt(frames, timeS);
  const before = frames[at];
  const after = frames[at + 1];
  if (!before || !after) return Math.abs(nearest.timeS - timeS) <= MAX_GAP_S / 2 ? nearest.points : null;
  const gapS = after.timeS - before.timeS;
  if (!before.points || !after.points || gapS > MAX_GAP_S)
    return Math.abs(nearest.timeS - timeS) <= Math.min(gapS, MAX_GAP_S) / 2 ? nearest.points : null;
  const share = (timeS - before.timeS) / gapS;
  const { points: from } = before;
  const { points: to } = after;
  return from.map((value, i) => (i % 3 === 2 ? Math.min(value, to[i]!) : value + (to[i]! - value) * share));
}
