import {
  isShown,
  MEASURES,
  type Measured,
  type MeasureKey,
  measureKeys,
  type ShownValue,
  type Summary,
  type Turn,
  type View,
  type WithheldReason,
} from "@/lib/analyses/schema";
import { deviation, mean, roundTo } from "@/lib/pose/statistics";
import { UNITS } from "@/lib/pose/units";
import { roundedError } from "../measures/confidence";

/** Measures in which left and right turns are set against each other. */
export const SYMMETRY_KEYS = [
  "durationS",
  "apexPosition",
  "initiationS",
  "shapingS",
  "completionS",
  "inclinationDeg",
  "angulationDeg",
  "legLengthRatio",
  "edgeChangeS",
] as const satisfies readonly MeasureKey[];

/** Measures that cannot be near zero, so that a share of their mean means something. */
export const CONSISTENCY_KEYS = [
  "durationS",
  "inclinationDeg",
  "stanceWidthRatio",
  "legLengthRatio",
  "buildRateDegPerS",
  "timeToShapingS",
  "verticalTravelT",
  "edgeChangeS",
  "kneeFlexionOutsideDeg",
  "hipFlexionOutsideDeg",
] as const satisfies readonly MeasureKey[];

const LEAST_TURNS_A_SIDE = 3;
const LEAST_TURNS = 3;
/** Thirds of fewer turns would be a single left turn against a single right one. */
const LEAST_TURNS_FOR_FADE = 6;
/** A mean must be this many of its errors away from zero before anything is shown as a share of it. */
const CLEAR_OF_ZERO = 3;

const shownOf = (turns: readonly Turn[], key: MeasureKey): ShownValue[] =>
  turns.map((turn) => turn.measures[key]).filter(isShown);

/** The reason most turns give, or `tooFewTurns` when the values are there but not enough of them. */
function whyNot(turns: readonly Turn[], key: MeasureKey): { withheld: WithheldReason } {
  const reasons = turns.flatMap((turn) => {
    const measured = turn.measures[key];
    return measured && "withheld" in measured ? [measured.withheld] : [];
  });
  const counts = new Map<WithheldReason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return { withheld: most && most[1] * 2 > turns.length ? most[0] : "tooFewTurns" };
}

/** What values err by on average, each by itself. */
const ownError = (values: readonly ShownValue[]): number => mean(values.map(({ plusMinus }) => plusMinus));

/**
 * Standard error of a mean of turns: from how far they differ or from what each of them errs by, whichever is larger.
 */
export function meanError(values: readonly ShownValue[]): number {
  const spread = deviation(values.map(({ value }) => value)) || 0;
  return Math.max(spread, ownError(values)) / Math.sqrt(values.length);
}

const valueMean = (values: readonly ShownValue[]): number => mean(values.map(({ value }) => value));
const confidenceMean = (values: readonly ShownValue[]): number =>
  roundTo(mean(values.map(({ confidence }) => confidence)), 2);

/**
 * A camera beside the line of travel adds to the lean of one side's turns what it takes from the other's, in every turn
 * alike: this part of the plus-minus does not average out, and counts twice in a difference.
 */
const cameraError = (left: readonly ShownValue[], right: readonly ShownValue[]): number =>
  2 * ownError([...left, ...right]);

function symmetryOf(turns: readonly Turn[], key: MeasureKey): Measured {
  const of = (side: "left" | "right") =>
    shownOf(
      turns.filter((turn) => turn.side === side),
      key,
    );
  const left = of("left");
  const right = of("right");
  if (Math.min(left.length, right.length) < LEAST_TURNS_A_SIDE) return whyNot(turns, key);
  const middle = (valueMean(left) + valueMean(right)) / 2;
  const chance = Math.hypot(meanError(left), meanError(right));
  if (Math.abs(middle) < CLEAR_OF_ZERO * chance) return { withheld: "joints" };
  const error = Math.hypot(chance, MEASURES[key].unit === "deg" ? cameraError(left, right) : 0);
  return {
    value: roundTo((100 * (valueMean(right) - valueMean(left))) / middle, 1),
    plusMinus: roundTo((100 * error) / Math.abs(middle), 1),
    confidence: confidenceMean([...left, ...right]),
  };
}

/**
 * Standard error of a coefficient of variation: a sample's s / sqrt(2 (n - 1)), and what comes of the values' own errors. Those
 * make a spread of their own, e, where there is none: the squares add up, so the spread without them is smaller by
 * s - sqrt(s^2 - e^2), and by chance it is off by e / sqrt(n - 1).
 */
function variationError(variation: number, values: readonly ShownValue[]): number {
  const own = ownError(values) / Math.abs(valueMean(values));
  const others = values.length - 1;
  return Math.hypot(
    variation / Math.sqrt(2 * others),
    own / Math.sqrt(others),
    variation - Math.sqrt(Math.max(0, variation ** 2 - own ** 2)),
  );
}

function consistencyOf(turns: readonly Turn[], key: MeasureKey): Measured {
  const values = shownOf(turns, key);
  if (values.length < LEAST_TURNS) return whyNot(turns, key);
  const middle = valueMean(values);
  if (Math.abs(middle) < CLEAR_OF_ZERO * meanError(values)) return { withheld: "joints" };
  const variation = deviation(values.map(({ value }) => value)) / Math.abs(middle);
  return {
    value: roundTo(variation, 3),
    plusMinus: roundTo(variationError(variation, values), 3),
    confidence: confidenceMean(values),
  };
}

function fadeOf(turns: readonly Turn[], key: MeasureKey): Measured {
  const third = Math.floor(turns.length / 3);
  const first = shownOf(turns.slice(0, third), key);
  const last = shownOf(turns.slice(turns.length - third), key);
  const tooFew = turns.length < LEAST_TURNS_FOR_FADE || Math.min(first.length, last.length) < 2;
  if (tooFew) return whyNot(turns, key);
  const { decimals } = UNITS[MEASURES[key].unit];
  return {
    value: roundTo(valueMean(last) - valueMean(first), decimals),
    plusMinus: roundedError(Math.hypot(meanError(first), meanError(last)), decimals),
    confidence: confidenceMean([...first, ...last]),
  };
}

/** Turns a second with their standard error, from the turns that could be timed; null without any. */
function cadenceOf(turns: readonly Turn[]): Pick<Summary, "cadenceHz" | "cadencePlusMinusHz"> {
  const timed = turns.filter(({ measures }) => isShown(measures.durationS));
  if (timed.length === 0) return { cadenceHz: null, cadencePlusMinusHz: null };
  const turnS = mean(timed.map(({ startS, endS }) => endS - startS));
  const errorS = ownError(shownOf(timed, "durationS")) / Math.sqrt(timed.length);
  return {
    cadenceHz: roundTo(1 / turnS, 2),
    cadencePlusMinusHz: roundedError(errorS / turnS ** 2, 2),
  };
}

/**
 * The run as a whole: symmetry 100 (right - left) / mean with at least three turns a side; consistency as a coefficient
 * of variation; fade as the last third minus the first, from six turns on. Cadence and rhythm rest on the turns whose duration is shown. Where the turns
 * are not found by the lean itself, finding them already supposes that both sides are alike, so their symmetry in
 * time is withheld.
 */
export function summarise(turns: readonly Turn[], facing: View["facing"]): Summary {
  const table = (keys: readonly MeasureKey[], of: (turns: readonly Turn[], key: MeasureKey) => Measured) =>
    turns.length === 0 ? {} : Object.fromEntries(keys.map((key) => [key, of(turns, key)]));
  const consistency: Summary["consistency"] = table(CONSISTENCY_KEYS, consistencyOf);
  return {
    turnCount: turns.length,
    ...cadenceOf(turns),
    rhythmCv: isShown(consistency.durationS) ? consistency.durationS.value : null,
    symmetry: table(SYMMETRY_KEYS, (all, key) =>
      key === "durationS" && facing !== "front" && facing !== "back"
        ? { withheld: "view" }
        : symmetryOf(all, key),
    ),
    consistency,
    fade: table(
      measureKeys.filter((key) => turns.some(({ measures }) => measures[key])),
      fadeOf,
    ),
  };
}
