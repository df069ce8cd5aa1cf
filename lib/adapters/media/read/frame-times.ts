export interface FrameTimes {
  frameCount: number;
  startS: number;
  /** From the start of the first frame to the end of the last one. */
  durationS: number;
  fps: number;
  variable: boolean;
  /** 10th percentile of the gaps between frames. */
  usualGapS: number;
}

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * Summarizes presentation times in any order. The rate is variable when over 2 % of the gaps differ from the
 * median by more than a fifth and 1.5 ms, the rounding of containers.
 */
export const frameTimesOf = (timesS: readonly number[], lastDurationS: number): FrameTimes => {
  const times = Float64Array.from(timesS).sort();
  const startS = times[0] ?? 0;
  if (times.length < 2) {
    return {
      frameCount: times.length,
      startS,
      durationS: times.length * lastDurationS,
      fps: times.length > 0 && lastDurationS > 0 ? 1 / lastDurationS : 0,
      variable: false,
      usualGapS: lastDurationS,
    };
  }
  const gaps = new Float64Array(times.length - 1).map((_, i) => times[i + 1]! - times[i]!);
  const spanS = times[times.length - 1]! - startS;
  const sorted = gaps.slice().sort();
  const median = percentile(sorted, 0.5);
  const tolerance = Math.max(0.0015, 0.2 * median);
  const irregular = gaps.reduce((count, gap) => count + (Math.abs(gap - median) > tolerance ? 1 : 0), 0);
  const meanGapS = spanS / gaps.length;
  return {
    frameCount: times.length,
    startS,
    durationS: spanS + (lastDurationS > 0 ? lastDurationS : meanGapS),
    fps: spanS > 0 ? gaps.length / spanS : 0,
    variable: irregular > 0.02 * gaps.length,
    usualGapS: percentile(sorted, 0.1),
  };
};

/**
 * Returns a predicate that keeps about `maxFps` frames per second or fewer, evenly spaced: for 30, a rate of
 * 60 becomes 30 and 50 becomes 25. It must be called with frames in order of time.
 */
export const frameThinning = (maxFps: number, usualGapS: number): ((timeS: number) => boolean) => {
  if (!Number.isFinite(maxFps) || usualGapS <= 0) return () => true;
  const every = Math.max(1, Math.ceil(1 / (usualGapS * maxFps) - 0.1));
  if (every === 1) return () => true;
  const periodS = every * usualGapS;
  const toleranceS = usualGapS / 2;
  let nextS = Number.NEGATIVE_INFINITY;
  return (timeS) => {
    if (timeS < nextS - toleranceS) return false;
    nextS = timeS - nextS > toleranceS ? timeS + periodS : nextS + periodS;
    return true;
  };
};
