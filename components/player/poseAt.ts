import type { TrackFrame } from "@/lib/analyses/schema";

/** Longer gaps are not interpolated: the skier was lost in between. */
const MAX_GAP_S = 0.15;
const SAME_FRAME_S = 0.002;

/** Returns the index of the last frame at or before `timeS`, or -1. `frames` is sorted by time. */
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

/** Returns the frame nearest in time, or null for an empty track. */
export function nearestFrame<F extends { timeS: number }>(frames: readonly F[], timeS: number): F | null {
  const at = lastFrameAt(frames, timeS);
  const before = frames[at];
  const after = frames[at + 1];
  if (!before || !after) return before ?? after ?? null;
  return timeS - before.timeS <= after.timeS - timeS ? before : after;
}

/**
 * Returns the 17 x (x, y, score) at a time, interpolated between poses; null where the skier was not seen.
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
