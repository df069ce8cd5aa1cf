import type { Concept, MeasureKey } from "@/lib/analyses/schema";
import { evidenceOf, extreme, type Finding, inWords, type Rule, type TurnValue, valuesOf } from "./finding";

interface OutlierRule {
  measure: MeasureKey;
  concept: Concept;
  /** Which way a turn stands out to its disadvantage: a large value (1) or a small one (-1). */
  worse: 1 | -1;
  cue: string;
  why: (turn: number, value: string, others: string) => string;
  drill: string;
}

/** What one turn may do worse than the same run's other turns. */
const OUTLIER_RULES: readonly OutlierRule[] = [
  {
    measure: "insideHandDropT",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the inside hand up while you shape the turn.",
    why: (turn, value, others) =>
      `In turn ${turn} the inside hand drops ${value}; in the best other turn it is ${others}.`,
    drill: "Touch the inside hand to the gate's height in every turn, first in free skiing.",
  },
  {
    measure: "shoulderSteadinessDeg",
    concept: "upperBody",
    worse: 1,
    cue: "Quiet shoulders: let the legs turn underneath.",
    why: (turn, value, others) =>
      `In turn ${turn} shoulder level moves by ${value}; in your quietest turn by ${others}.`,
    drill: "Poles held flat in front of the chest: keep them level with the horizon.",
  },
  {
    measure: "headSwayT",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the head still and let the feet swing out.",
    why: (turn, value, others) =>
      `In turn ${turn} the head sways by ${value} over the hips; in your quietest turn by ${others}.`,
    drill: "Pick a tree at the bottom and keep the nose pointing at it through the turns.",
  },
  {
    measure: "timeToShapingS",
    concept: "edgeAngle",
    worse: 1,
    cue: "Roll onto the new edge sooner after the switch.",
    why: (turn, value, others) =>
      `In turn ${turn} the shaping phase comes ${value} after the switch; in your quickest turn after ${others}.`,
    drill: "Railroad turns from one edge to the other, with no flat ski in between.",
  },
  {
    measure: "buildRateDegPerS",
    concept: "edgeAngle",
    worse: -1,
    cue: "Build the edge with the same energy in every turn.",
    why: (turn, value, others) =>
      `In turn ${turn} the lean grows by at most ${value}; in your best turn by ${others}.`,
    drill: "Hop to the new edge in short turns, landing on edged skis.",
  },
  {
    measure: "stanceWidthRatio",
    concept: "outsideSki",
    worse: 1,
    cue: "Keep the same stance width in every turn.",
    why: (turn, value, others) =>
      `In turn ${turn} the feet are ${value} hip widths apart; in your narrowest turn it is ${others}.`,
    drill: "Thousand steps through the turn, then the same turn with quiet feet.",
  },
  {
    measure: "stanceWidthRatio",
    concept: "outsideSki",
    worse: -1,
    cue: "Keep the same stance width in every turn.",
    why: (turn, value, others) =>
      `In turn ${turn} the feet are ${value} hip widths apart; in your widest turn it is ${others}.`,
    drill: "Thousand steps through the turn, then the same turn with quiet feet.",
  },
  {
    measure: "inclinationDeg",
    concept: "inclination",
    worse: -1,
    cue: "Commit to every turn as you do to your best.",
    why: (turn, value, others) =>
      `In turn ${turn} you lean ${value} at the apex; in your strongest turn it is ${others}.`,
    drill: "Runs in pairs of turns: each has to lean as far as the one before it.",
  },
  {
    measure: "durationS",
    concept: "transition",
    worse: 1,
    cue: "Keep the rhythm: let no turn run on.",
    why: (turn, value, others) => `Turn ${turn} takes ${value}; your shortest takes ${others}.`,
    drill: "Count every turn aloud and switch on the same beat.",
  },
  {
    measure: "foreAftT",
    concept: "ankleFlexion",
    worse: -1,
    cue: "Stay over the front of the boots in every turn.",
    why: (turn) =>
      `In turn ${turn} your centre of mass is further back over the feet than in the other turns.`,
    drill: "Unbuckled boots on an easy slope: keep the shins against the tongues.",
  },
];

const LEAST_OTHERS = 3;
/** The largest of several turns is above the others by chance alone; it has to be clear of that. */
const CLEAR_OF_CHANCE = 1.5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Robust spread of some values round their median, as a standard deviation. */
function spread(values: readonly number[]): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}

const toRule =
  ({ measure, concept, worse, cue, why, drill }: OutlierRule): Rule =>
  ({ turns }): Finding | null => {
    const all = valuesOf(turns, measure);
    const odd = extreme(all, worse);
    if (!odd || all.length <= LEAST_OTHERS) return null;
    const others: TurnValue[] = all.filter((one) => one !== odd);
    const best = extreme(others, worse === 1 ? -1 : 1)!;
    const values = others.map(({ shown }) => shown.value);
    const effect = worse * (odd.shown.value - median(values));
    const error = Math.hypot(odd.shown.plusMinus, spread(values));
    return {
      concept,
      measure,
      size: effect / error / CLEAR_OF_CHANCE,
      weight: 0.7,
      cue,
      why: why(odd.turn.index, inWords(measure, odd.shown.value), inWords(measure, best.shown.value)),
      drill,
      evidence: [evidenceOf(odd, measure), evidenceOf(best, measure)],
    };
  };

export const outlierRules: readonly Rule[] = OUTLIER_RULES.map(toRule);
