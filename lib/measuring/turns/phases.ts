import type { TurnSpan } from "./segment-turns";

/** The share of the largest lean above which a turn is being shaped. */
const SHAPING_SHARE = 0.7;

/** Places on the grid, between samples. */
export interface Phases {
  /** Where the lean first comes above 0.7 of its largest, and last goes below it. */
  shapingStart: number;
  shapingEnd: number;
}

/** Splits a turn into initiation, shaping and completion by its lean, which has the turn's sign. */
export function phasesOf(lean: Float64Array, turn: TurnSpan): Phases {
  const level = SHAPING_SHARE * Math.abs(lean[turn.apex]!);
  const towards = (i: number) => lean[i]! * turn.sign;
  let first = turn.apex;
  while (first - 1 >= turn.start && towards(first - 1) >= level) first--;
  let last = turn.apex;
  while (last + 1 <= turn.end && towards(last + 1) >= level) last++;
  return {
    shapingStart: Math.max(turn.start, crossingBetween(towards, first - 1, first, level)),
    shapingEnd: Math.min(turn.end, crossingBetween(towards, last + 1, last, level)),
  };
}

/** The phases of a turn whose lean is not seen: half a sine wave is above 0.7 of its peak for its middle half. */
export const usualPhases = ({ start, end }: TurnSpan): Phases => ({
  shapingStart: start + (end - start) / 4,
  shapingEnd: end - (end - start) / 4,
});

/** Where a signal passes `level` between a sample below it and the next one above it. */
function crossingBetween(at: (i: number) => number, below: number, above: number, level: number): number {
  const low = at(below);
  const high = at(above);
  if (!Number.isFinite(low) || low >= level || high === low) return above;
  return below + ((level - low) / (high - low)) * (above - below);
}
