import { distance, gapAcross, tiltDeg } from "@/lib/pose/geometry";
import type { KeypointName } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";
import { jointOf, type Side } from "../signal/body";
import { pointAt } from "../signal/motion";
import {
  legsOf,
  lineErrorDeg,
  type Measure,
  type Moment,
  over,
  posed,
  scoreAt,
  scoreOver,
  together,
} from "./measure";

const LEGS: readonly KeypointName[] = [
  "leftHip",
  "rightHip",
  "leftKnee",
  "rightKnee",
  "leftAnkle",
  "rightAnkle",
];
const SHINS: readonly KeypointName[] = ["leftKnee", "rightKnee", "leftAnkle", "rightAnkle"];
const STANCE: readonly KeypointName[] = ["leftHip", "rightHip", "leftAnkle", "rightAnkle"];

const joint = (moment: Moment, side: Side, name: "Hip" | "Knee" | "Ankle", at: number) =>
  pointAt(moment.body.motion, jointOf(side, name), at);

const shinMatch: Measure = (moment) => {
  const legs = legsOf(moment);
  if (!legs || moment.towards === 0) return "side";
  const shin = (side: Side) => ({
    ankle: joint(moment, side, "Ankle", moment.apex),
    knee: joint(moment, side, "Knee", moment.apex),
  });
  const outside = shin(legs.outside);
  const inside = shin(legs.inside);
  return {
    value: (tiltDeg(outside.ankle, outside.knee) - tiltDeg(inside.ankle, inside.knee)) * moment.towards,
    plusMinus: together(
      lineErrorDeg(moment.noisePx, distance(outside.ankle, outside.knee)),
      lineErrorDeg(moment.noisePx, distance(inside.ankle, inside.knee)),
    ),
    score: scoreAt(moment, SHINS, moment.apex),
  };
};

/** Standard error of a ratio of two lengths between points that err by `noisePx`. */
const ratioError = (ratio: number, abovePx: number, belowPx: number, noisePx: number): number =>
  ratio * together((Math.SQRT2 * noisePx) / abovePx, (Math.SQRT2 * noisePx) / belowPx);

const legLength: Measure = (moment) => {
  const legs = legsOf(moment);
  if (!legs) return "side";
  const lengthPx = (side: Side) =>
    distance(joint(moment, side, "Hip", moment.apex), joint(moment, side, "Ankle", moment.apex));
  const outside = lengthPx(legs.outside);
  const inside = lengthPx(legs.inside);
  const value = outside / inside;
  return {
    value,
    plusMinus: ratioError(value, outside, inside, moment.noisePx),
    score: scoreAt(moment, STANCE, moment.apex),
  };
};

/** Gap between two joints of a pair, square to the line from the feet to the hips; pixels. */
function pairGapPx(moment: Moment, name: "Knee" | "Ankle", at: number): number {
  const { feet, hips } = moment.body;
  return Math.abs(
    gapAcross(joint(moment, "left", name, at), joint(moment, "right", name, at), feet[at]!, hips[at]!),
  );
}

const hipWidthPx = (moment: Moment): number =>
  median(
    over(moment.whole, (i) => distance(joint(moment, "left", "Hip", i), joint(moment, "right", "Hip", i))),
  );

const stanceWidth: Measure = (moment) => {
  const widthPx = hipWidthPx(moment);
  const gapPx = median(over(moment.shaping, (i) => pairGapPx(moment, "Ankle", i)));
  const value = gapPx / widthPx;
  // A stance of nearly nothing still errs by the ankles' noise over the hips' width.
  const plusMinus = (Math.SQRT2 * moment.noisePx * Math.hypot(1, value)) / widthPx;
  return { value, plusMinus, score: scoreOver(moment, STANCE, moment.shaping) };
};

const kneeGap: Measure = (moment) => {
  const knees = pairGapPx(moment, "Knee", moment.apex);
  const ankles = pairGapPx(moment, "Ankle", moment.apex);
  // Between ankles closer than their noise the ratio says nothing.
  if (ankles < 2 * moment.noisePx) return "joints";
  const value = knees / ankles;
  return {
    value,
    plusMinus: (Math.SQRT2 * moment.noisePx * Math.hypot(1, value)) / ankles,
    score: scoreAt(moment, LEGS, moment.apex),
  };
};

export const legMeasures = {
  shinMatchDeg: posed(shinMatch),
  legLengthRatio: posed(legLength),
  stanceWidthRatio: posed(stanceWidth),
  aFrameRatio: posed(kneeGap),
};
