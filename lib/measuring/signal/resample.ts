import type { TrackFrame } from "@/lib/analyses/schema";
import { KEYPOINTS } from "@/lib/pose/skeleton";
import { mean, median } from "@/lib/pose/statistics";
import { emptyMotion, type Motion } from "./motion";

const MIN_SCORE = 0.1;
/** Longer gaps are not interpolated: a slalom skier changes edges in this time. */
export const MAX_GAP_S = 0.3;
const MAX_RATE_HZ = 120;

export type SeenFrame = TrackFrame & { points: number[] };

/**
 * Analyzed frames a second; 0 for a single frame. A mean, because many files round their times, without the
 * steps in which the skier is out of sight.
 */
export function samplingRateHz(frames: readonly { timeS: number }[]): number {
  const stepsS = frames.slice(1).map((frame, i) => frame.timeS - frames[i]!.timeS);
  const usualS = median(stepsS);
  const rate = 1 / mean(stepsS.filter((stepS) => stepS < 1.5 * usualS));
  return Number.isFinite(rate) ? rate : 0;
}

/**
 * Resamples frames (pixels, y down) to an even grid with y up. Keypoints are interpolated linearly between
 * the frames in which they were seen; longer gaps than `MAX_GAP_S` stay NaN.
 */
export function resample(frames: readonly SeenFrame[], heightPx: number): Motion {
  const startS = frames[0]!.timeS;
  const spanS = frames[frames.length - 1]!.timeS - startS;
  const wantedHz = Math.min(MAX_RATE_HZ, samplingRateHz(frames));
  const steps = Math.max(0, Math.round(spanS * wantedHz));
  const rateHz = steps > 0 ? steps / spanS : 1;
  const motion = emptyMotion(startS, rateHz, steps + 1);
  for (let keypoint = 0; keypoint < KEYPOINTS.length; keypoint++) {
    fill(motion.score[keypoint]!, motion, frames, (frame) => frame.points[keypoint * 3 + 2]!);
    const seen = frames.filter((frame) => frame.points[keypoint * 3 + 2]! >= MIN_SCORE);
    fill(motion.x[keypoint]!, motion, seen, (frame) => frame.points[keypoint * 3]!);
    fill(motion.y[keypoint]!, motion, seen, (frame) => heightPx - frame.points[keypoint * 3 + 1]!);
  }
  return motion;
}

function fill(
  out: Float64Array,
  { startS, rateHz }: Motion,
  frames: readonly SeenFrame[],
  read: (frame: SeenFrame) => number,
): void {
  let next = 0;
  for (let i = 0; i < out.length; i++) {
    const timeS = startS + i / rateHz;
    while (next < frames.length && frames[next]!.timeS < timeS - 1e-9) next++;
    const after = frames[next];
    const before = frames[next - 1];
    if (after && Math.abs(after.timeS - timeS) <= 1e-9) out[i] = read(after);
    else if (before && after && after.timeS - before.timeS <= MAX_GAP_S) {
      const share = (timeS - before.timeS) / (after.timeS - before.timeS);
      out[i] = read(before) * (1 - share) + read(after) * share;
    }
  }
}
