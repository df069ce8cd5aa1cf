import { finiteRuns } from "./filter";
import type { TurnSpan } from "./turns";

/**
 * Turns of a signal that rises and falls once a turn, without telling left from right: from one high point to the next,
 * with the lowest point between them as the apex. High points that do not stand out by `prominence` from the low
 * points on both sides, or come sooner than `shortestS`, are passed over.
 */
export function spansBetweenPeaks(
  signal: Float64Array,
  options: { rateHz: number; prominence: number; shortestS: number },
): Omit<TurnSpan, "sign">[] {
  return finiteRuns(signal).flatMap(({ from, to }) => {
    const peaks = standingOut(signal, from, to, options.prominence);
    const spans: Omit<TurnSpan, "sign">[] = [];
    for (let k = 0; k + 1 < peaks.length; k++) {
      const start = peaks[k]!;
      const end = peaks[k + 1]!;
      if ((end - start) / options.rateHz < options.shortestS) continue;
      let apex = start;
      for (let i = start; i <= end; i++) if (signal[i]! < signal[apex]!) apex = i;
      spans.push({ start, apex, end });
    }
    return spans;
  });
}

/** Indexes of the high points with a drop of at least `prominence` before and after. */
function standingOut(signal: Float64Array, from: number, to: number, prominence: number): number[] {
  const peaks: number[] = [];
  let low = signal[from]!;
  let high = Number.NEGATIVE_INFINITY;
  let highAt = -1;
  for (let i = from; i < to; i++) {
    const value = signal[i]!;
    if (highAt < 0) {
      low = Math.min(low, value);
      if (value - low >= prominence) {
        high = value;
        highAt = i;
      }
    } else if (value > high) {
      high = value;
      highAt = i;
    } else if (high - value >= prominence) {
      peaks.push(highAt);
      highAt = -1;
      low = value;
    }
  }
  return peaks;
}
