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

const SYMMETRY_KEYS = [
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

/** Measures that are never near zero, so that a share of their mean is meaningful. */
const CONSISTENCY_KEYS = [
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

const MIN_TURNS_A_SIDE = 3;
const MIN_TURNS = 3;
/** Thirds of fewer turns would compare single turns to different sides. */
const MIN_TURNS_FOR_FADE = 6;
/** A share of a mean is shown only when the mean is at least this many of its errors from zero. */
const MIN_MEAN_OVER_ERROR = 3;

const shownOf = (turns: readonly Turn[], key: MeasureKey): ShownValue[] =>
  turns.map((turn) => turn.measures[key]).filter(isShown);

function withheldReason(turns: readonly Turn[], key: MeasureKey): { withheld: WithheldReason } {
  const reasons = turns.flatMap((turn) => {
    const measured = turn.measures[key];
    return measured && "withheld" in measured ? [measured.withheld] : [];
  });
  const counts = new Map<WithheldReason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return { withheld: most && most[1] * 2 > turns.length ? most[0] : "tooFewTurns" };
}

const ownError = (values: readonly ShownValue[]): number => mean(values.map(({ plusMinus }) => plusMinus));

/** Standard error of a mean of turns, by their deviation or by their own errors, whichever is larger. */
function meanError(values: readonly ShownValue[]): number {
  const spread = deviation(values.map(({ value }) => value)) || 0;
  return Math.max(spread, ownError(values)) / Math.sqrt(values.length);
}

const valueMean = (values: readonly ShownValue[]): number => mean(values.map(({ value }) => value));
const confidenceMean = (values: readonly ShownValue[]): number =>
  roundTo(mean(values.map(({ confidence }) => confidence)), 2);

/**
 * A camera beside the line of travel adds the same error to every turn of one side and subtracts it from the
 * other's. It does not average out and counts twice in a difference.
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
  if (Math.min(left.length, right.length) < MIN_TURNS_A_SIDE) return withheldReason(turns, key);
  const middle = (valueMean(left) + valueMean(right)) / 2;
  const randomError = Math.hypot(meanError(left), meanError(right));
  if (Math.abs(middle) < MIN_MEAN_OVER_ERROR * randomError) return { withheld: "joints" };
  const error = Math.hypot(randomError, MEASURES[key].unit === "deg" ? cameraError(left, right) : 0);
  return {
    value: roundTo((100 * (valueMean(right) - valueMean(left))) / middle, 1),
    plusMinus: roundTo((100 * error) / Math.abs(middle), 1),
    confidence: confidenceMean([...left, ...right]),
  };
}

/**
 * Standard error of a coefficient of variation s: s / sqrt(2 (n - 1)) of the sample, and of the values' own
 * error e, which inflates s by s - sqrt(s^2 - e^2) with a random error of e / sqrt(n - 1).
 */
function variationError(variation: number, values: readonly ShownValue[]): number {
  const own = ownError(values) / Math.abs(valueMean(values));
  const degreesOfFreedom = values.length - 1;
  return Math.hypot(
    variation / Math.sqrt(2 * degreesOfFreedom),
    own / Math.sqrt(degreesOfFreedom),
    variation - Math.sqrt(Math.max(0, variation ** 2 - own ** 2)),
  );
}

function consistencyOf(turns: readonly Turn[], key: MeasureKey): Measured {
  const values = shownOf(turns, key);
  if (values.length < MIN_TURNS) return withheldReason(turns, key);
  const middle = valueMean(values);
  if (Math.abs(middle) < MIN_MEAN_OVER_ERROR * meanError(values)) return { withheld: "joints" };
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
  const tooFew = turns.length < MIN_TURNS_FOR_FADE || Math.min(first.length, last.length) < 2;
  if (tooFew) return withheldReason(turns, key);
  const { decimals } = UNITS[MEASURES[key].unit];
  return {
    value: roundTo(valueMean(last) - valueMean(first), decimals),
    plusMinus: roundedError(Math.hypot(meanError(first), meanError(last)), decimals),
    confidence: confidenceMean([...first, ...last]),
  };
}

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

/** Summarizes a run. Views that are not frontal assume equal durations of both sides, so give no symmetry. */
export function summarize(turns: readonly Turn[], facing: View["facing"]): Summary {
  const tableOf = (keys: readonly MeasureKey[], of: (turns: readonly Turn[], key: MeasureKey) => Measured) =>
    turns.length === 0 ? {} : Object.fromEntries(keys.map((key) => [key, of(turns, key)]));
  const consistency: Summary["consistency"] = tableOf(CONSISTENCY_KEYS, consistencyOf);
  return {
    turnCount: turns.length,
    ...cadenceOf(turns),
    rhythmCv: isShown(consistency.durationS) ? consistency.durationS.value : null,
    symmetry: tableOf(SYMMETRY_KEYS, (all, key) =>
      key === "durationS" && facing !== "front" && facing !== "back"
        ? { withheld: "view" }
        : symmetryOf(all, key),
    ),
    consistency,
    fade: tableOf(
      measureKeys.filter((key) => turns.some(({ measures }) => measures[key])),
      fadeOf,
    ),
  };
}
