import {
  type Evidence,
  isShown,
  MEASURES,
  type MeasureKey,
  type ShownValue,
  type Turn,
} from "@/lib/analyses/schema";
import { deviation, mean } from "@/lib/pose/statistics";
import type { MedianValue } from "../material";

export interface TurnValue {
  turn: Turn;
  shown: ShownValue;
}

/** Returns the turns in which a measure is shown, in order, each with its value. */
export const valuesOf = (turns: readonly Turn[], measure: MeasureKey): TurnValue[] =>
  turns.flatMap((turn) => {
    const shown = turn.measures[measure];
    return isShown(shown) ? [{ turn, shown }] : [];
  });

/** Returns the turn with the largest (`sign` 1) or smallest (-1) value; the earliest of equals. */
export const extreme = (values: readonly TurnValue[], sign: number): TurnValue | null =>
  values.reduce<TurnValue | null>(
    (best, one) => (!best || sign * one.shown.value > sign * best.shown.value ? one : best),
    null,
  );

export const evidenceOf = ({ turn, shown }: TurnValue, measure: MeasureKey): Evidence => ({
  turn: turn.index,
  atS: turn.apexS,
  measure,
  statistic: "value",
  value: shown.value,
});

const LEAST_VALUES = 3;
/** Standard error of a median over that of a mean, for normally distributed values. */
const MEDIAN_PER_MEAN = Math.sqrt(Math.PI / 2);

/**
 * Returns the median of a measure over turns, the lower of two middle values; null with fewer than three. The
 * error of an angle by the camera's position is the same in all turns and does not average out.
 */
export function medianOf(turns: readonly Turn[], measure: MeasureKey): MedianValue | null {
  const shown = valuesOf(turns, measure).map((one) => one.shown);
  if (shown.length < LEAST_VALUES) return null;
  const values = shown.map(({ value }) => value).sort((a, b) => a - b);
  const ownError = mean(shown.map(({ plusMinus }) => plusMinus));
  const chance = (MEDIAN_PER_MEAN * Math.max(deviation(values), ownError)) / Math.sqrt(values.length);
  return {
    value: values[Math.floor((values.length - 1) / 2)]!,
    plusMinus: Math.hypot(chance, MEASURES[measure].unit === "deg" ? ownError : 0),
  };
}
