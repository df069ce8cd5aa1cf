import {
  type Concept,
  type Evidence,
  isShown,
  MEASURES,
  type MeasureKey,
  type MeasureSpec,
  type ShownValue,
  type Turn,
} from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../analysis";

/** Something in a run that stands out against the same athlete's other turns. */
export interface Finding {
  concept: Concept;
  metric: MeasureKey;
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

const UNIT_WORDS: Record<MeasureSpec["unit"], string> = {
  deg: " degrees",
  s: " s",
  ratio: "",
  T: " torso lengths",
  "deg/s": " degrees a second",
};

/** A value in words, with the decimals it was measured to. */
export const inWords = (metric: MeasureKey, value: number): string =>
  `${Math.abs(value)}${UNIT_WORDS[MEASURES[metric].unit]}`;

/** A turn's value of a measure; null where it is withheld. */
export const shownIn = (turn: Turn, metric: MeasureKey): ShownValue | null => {
  const measured = turn.metrics[metric];
  return isShown(measured) ? measured : null;
};

export interface TurnValue {
  turn: Turn;
  shown: ShownValue;
}

/** The turns in which a measure is shown, in order, each with its value. */
export const valuesOf = (turns: readonly Turn[], metric: MeasureKey): TurnValue[] =>
  turns.flatMap((turn) => {
    const shown = shownIn(turn, metric);
    return shown ? [{ turn, shown }] : [];
  });

/** The turn whose value is the largest (`sign` 1) or the smallest (-1); the earliest of equals. */
export const extreme = (values: readonly TurnValue[], sign: 1 | -1): TurnValue | null =>
  values.reduce<TurnValue | null>(
    (best, one) => (!best || sign * one.shown.value > sign * best.shown.value ? one : best),
    null,
  );

/** One turn's value as the evidence under a sentence. */
export const evidenceOf = ({ turn, shown }: TurnValue, metric: MeasureKey): Evidence => ({
  turn: turn.index,
  atS: turn.apexS,
  metric,
  statistic: "value",
  value: shown.value,
});
