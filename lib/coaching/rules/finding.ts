import {
  type Concept,
  type Evidence,
  isShown,
  MEASURES,
  type MeasureKey,
  type ShownValue,
  type Turn,
} from "@/lib/analyses/schema";
import { UNITS } from "@/lib/pose/units";
import type { CoachedAnalysis } from "../analysis";

/** Something in a run that stands out against the same athlete's other turns. */
export interface Finding {
  concept: Concept;
  measure: MeasureKey;
  /** How many times its uncertainty the effect is. */
  size: number;
  /** What is true of many turns counts for more than one turn's slip. */
  weight: number;
  /** At most a dozen words. */
  cue: string;
  why: string;
  drill: string;
  evidence: Evidence[];
}

/** A rule looks for one thing and says how large it is; null when it cannot be seen or is not there. */
export type Rule = (analysis: CoachedAnalysis) => Finding | null;

/** Below this many times its uncertainty, noise explains a difference. */
export const STANDS_OUT = 2;

/** A value in words, with the decimals it was measured to. */
export const inWords = (measure: MeasureKey, value: number): string =>
  `${Math.abs(value)}${UNITS[MEASURES[measure].unit].words}`;

/** A turn's value of a measure; null where it is withheld. */
export const shownIn = (turn: Turn, measure: MeasureKey): ShownValue | null => {
  const measured = turn.measures[measure];
  return isShown(measured) ? measured : null;
};

export interface TurnValue {
  turn: Turn;
  shown: ShownValue;
}

/** The turns in which a measure is shown, in order, each with its value. */
export const valuesOf = (turns: readonly Turn[], measure: MeasureKey): TurnValue[] =>
  turns.flatMap((turn) => {
    const shown = shownIn(turn, measure);
    return shown ? [{ turn, shown }] : [];
  });

/** The turn whose value is the largest (`sign` 1) or the smallest (-1); the earliest of equals. */
export const extreme = (values: readonly TurnValue[], sign: 1 | -1): TurnValue | null =>
  values.reduce<TurnValue | null>(
    (best, one) => (!best || sign * one.shown.value > sign * best.shown.value ? one : best),
    null,
  );

/** One turn's value as the evidence under a sentence. */
export const evidenceOf = ({ turn, shown }: TurnValue, measure: MeasureKey): Evidence => ({
  turn: turn.index,
  atS: turn.apexS,
  measure,
  statistic: "value",
  value: shown.value,
});
