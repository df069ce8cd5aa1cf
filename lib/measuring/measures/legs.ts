import { distance, perpendicularGap, tiltDeg } from "@/lib/pose/geometry";
import { jointOf, type KeypointName, type Side } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";

import { pointAt } from "../signal/motion";
import {
  combinedError,
  fromFrame,
  lineErrorDeg,
  type MeasureContext,
  type MeasureFunction,
  scoreAt,
  scoreOver,
  turnSides,
  valuesOver,
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

const joint = (context: MeasureContext, side: Side, name: "Hip" | "Knee" | "Ankle", at: number) =>
  pointAt(context.body.motion, jointOf(side, name), at);

const shinMatch: MeasureFunction = (context) => {
  const sides = turnSides(context);
  if (!sides || context.turnSign === 0) return "side";
  const shin = (side: Side) => ({
    ankle: joint(context, side, "Ankle", context.apex),
    knee: joint(context, side, "Knee", context.apex),
  });
  const outside = shin(sides.outside);
  const inside = shin(sides.inside);
  return {
    value: (tiltDeg(outside.ankle, outside.knee) - tiltDeg(inside.ankle, inside.knee)) * context.turnSign,
    plusMinus: combinedError(
      lineErrorDeg(context.noisePx, distance(outside.ankle, outside.knee)),
      lineErrorDeg(context.noisePx, distance(inside.ankle, inside.knee)),
    ),
    score: scoreAt(context, SHINS, context.apex),
  };
};

const ratioError = (ratio: number, abovePx: number, belowPx: number, noisePx: number): number =>
  ratio * combinedError((Math.SQRT2 * noisePx) / abovePx, (Math.SQRT2 * noisePx) / belowPx);

const legLength: MeasureFunction = (context) => {
  const sides = turnSides(context);
  if (!sides) return "side";
  const lengthPx = (side: Side) =>
    distance(joint(context, side, "Hip", context.apex), joint(context, side, "Ankle", context.apex));
  const outside = lengthPx(sides.outside);
  const inside = lengthPx(sides.inside);
  const value = outside / inside;
  return {
    value,
    plusMinus: ratioError(value, outside, inside, context.noisePx),
    score: scoreAt(context, STANCE, context.apex),
  };
};

function pairGapPx(context: MeasureContext, name: "Knee" | "Ankle", at: number): number {
  const { feet, hips } = context.body;
  return Math.abs(
    perpendicularGap(
      joint(context, "left", name, at),
      joint(context, "right", name, at),
      feet[at]!,
      hips[at]!,
    ),
  );
}

const hipWidthPx = (context: MeasureContext): number =>
  median(
    valuesOver(context.turnRange, (i) =>
      distance(joint(context, "left", "Hip", i), joint(context, "right", "Hip", i)),
    ),
  );

const stanceWidth: MeasureFunction = (context) => {
  const widthPx = hipWidthPx(context);
  const gapPx = median(valuesOver(context.shapingRange, (i) => pairGapPx(context, "Ankle", i)));
  const value = gapPx / widthPx;
  // Not `ratioError`, which is zero for ankles that touch.
  const plusMinus = (Math.SQRT2 * context.noisePx * Math.hypot(1, value)) / widthPx;
  return { value, plusMinus, score: scoreOver(context, STANCE, context.shapingRange) };
};

const kneeGap: MeasureFunction = (context) => {
  const knees = pairGapPx(context, "Knee", context.apex);
  const ankles = pairGapPx(context, "Ankle", context.apex);
  if (ankles < 2 * context.noisePx) return "joints";
  const value = knees / ankles;
  return {
    value,
    plusMinus: (Math.SQRT2 * context.noisePx * Math.hypot(1, value)) / ankles,
    score: scoreAt(context, LEGS, context.apex),
  };
};

export const legMeasures = {
  shinMatchDeg: fromFrame(shinMatch),
  legLengthRatio: fromFrame(legLength),
  stanceWidthRatio: fromFrame(stanceWidth),
  aFrameRatio: fromFrame(kneeGap),
};
