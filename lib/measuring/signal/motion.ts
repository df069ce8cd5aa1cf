import type { Point } from "@/lib/pose/geometry";
import { KEYPOINTS, type KeypointName, KP } from "@/lib/pose/skeleton";

/**
 * An uninterrupted motion of the skier on an even time grid: pixels, y up, NaN where a keypoint was not seen.
 * The arrays are indexed by keypoint, then by sample.
 */
export interface Motion {
  startS: number;
  rateHz: number;
  count: number;
  x: Float64Array[];
  y: Float64Array[];
  score: Float64Array[];
}

export const timeOf = (motion: Motion, index: number): number => motion.startS + index / motion.rateHz;

export const endOf = (motion: Motion): number => timeOf(motion, motion.count - 1);

export const pointAt = (motion: Motion, name: KeypointName, index: number): Point => ({
  x: motion.x[KP[name]]![index]!,
  y: motion.y[KP[name]]![index]!,
});

/** The value of a signal at a time in the clip, interpolated linearly. */
export function sampleAt(motion: Motion, signal: Float64Array, timeS: number): number {
  const position = Math.min(motion.count - 1, Math.max(0, (timeS - motion.startS) * motion.rateHz));
  const below = Math.floor(position);
  const above = Math.min(motion.count - 1, below + 1);
  const share = position - below;
  if (share === 0) return signal[below]!;
  return signal[below]! * (1 - share) + signal[above]! * share;
}

export function meanScore(motion: Motion, names: readonly KeypointName[], from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (const name of names) {
    const score = motion.score[KP[name]]!;
    for (let i = from; i <= to; i++) {
      sum += score[i]!;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

export function series(motion: Motion, valueAt: (index: number) => number): Float64Array {
  return Float64Array.from({ length: motion.count }, (_, index) => valueAt(index));
}

export const emptyMotion = (startS: number, rateHz: number, count: number): Motion => ({
  startS,
  rateHz,
  count,
  x: KEYPOINTS.map(() => new Float64Array(count).fill(Number.NaN)),
  y: KEYPOINTS.map(() => new Float64Array(count).fill(Number.NaN)),
  score: KEYPOINTS.map(() => new Float64Array(count)),
});
