import type { TurnSpan } from "./segment-turns";

/** The shaping phase is the time above this share of the largest lean. */
const SHAPING_SHARE = 0.7;

export interface Phases {
  shapingStart: number;
  shapingEnd: number;
}

/** The shaping phase by the lean, which has the turn's sign; initiation is before it, completion after it. */
export function phasesOf(lean: Float64Array, turn: TurnSpan): Phases {
  const level = SHAPING_SHARE * Math.abs(lean[turn.apex]!);
  const signedLean = (i: number) => lean[i]! * turn.sign;
  let first = turn.apex;
  while (first - 1 >= turn.start && signedLean(first - 1) >= level) first--;
  let last = turn.apex;
  while (last + 1 <= turn.end && signedLean(last + 1) >= level) last++;
  return {
    shapingStart: Math.max(turn.start, levelCrossing(signedLean, first - 1, first, level)),
    shapingEnd: Math.min(turn.end, levelCrossing(signedLean, last + 1, last, level)),
  };
}

/** The phases of a turn without lean: a half sine wave exceeds 0.7 of its peak in its middle half. */
export const assumedPhases = ({ start, end }: TurnSpan): Phases => ({
  shapingStart: start + (end - start) / 4,
  shapingEnd: end - (end - start) / 4,
});

function levelCrossing(at: (i: number) => number, below: number, above: number, level: number): number {
  const low = at(below);
  const high = at(above);
  if (!Number.isFinite(low) || low >= level || high === low) return above;
  return below + ((level - low) / (high - low)) * (above - below);
}
