import { mid } from "@/lib/pose/geometry";
import { headAt } from "@/lib/pose/head";
import { jointOf, type KeypointName } from "@/lib/pose/skeleton";
import { deviation, mean } from "@/lib/pose/statistics";
import { LEAN_JOINTS } from "../signal/body";
import { pointAt } from "../signal/motion";
import { nearSide } from "../view/estimate-view";
import {
  combinedError,
  fromFrame,
  fromMovement,
  type MeasureContext,
  type MeasureFunction,
  scoreOver,
  turnSides,
  valuesOver,
} from "./measure";

const WRISTS: readonly KeypointName[] = ["leftWrist", "rightWrist"];
const HEAD: readonly KeypointName[] = ["nose", "leftEar", "rightEar"];

/** Standard error in torso lengths of the height of a keypoint above the middle of the hips. */
const heightError = (context: MeasureContext): number =>
  combinedError(context.noisePx, context.noisePx / Math.SQRT2) / context.body.torsoPx[context.apex]!;

const handHeight: MeasureFunction = (context) => {
  const { motion, hips, torsoPx } = context.body;
  const heights = valuesOver(context.turnRange, (i) => {
    const hands = mid(pointAt(motion, "leftWrist", i), pointAt(motion, "rightWrist", i));
    return (hands.y - hips[i]!.y) / torsoPx[i]!;
  });
  return {
    value: mean(heights),
    plusMinus: context.noisePx / context.body.torsoPx[context.apex]!,
    score: scoreOver(context, WRISTS, context.turnRange),
  };
};

function largestDrop(heights: readonly number[]): number {
  let highest = Number.NaN;
  let drop = Number.NaN;
  for (const height of heights) {
    if (!Number.isFinite(height)) continue;
    highest = Number.isNaN(highest) ? height : Math.max(highest, height);
    drop = Number.isNaN(drop) ? highest - height : Math.max(drop, highest - height);
  }
  return drop;
}

const insideHandDrop: MeasureFunction = (context) => {
  const sides = turnSides(context);
  if (!sides) return "side";
  const near = nearSide(context.view);
  if (context.view.facing === "side" && sides.inside !== near) return "view";
  const wrist = jointOf(sides.inside, "Wrist");
  const { motion, hips, torsoPx } = context.body;
  const heights = valuesOver(
    context.shapingRange,
    (i) => (pointAt(motion, wrist, i).y - hips[i]!.y) / torsoPx[i]!,
  );
  return {
    value: largestDrop(heights),
    plusMinus: heightError(context),
    score: scoreOver(context, [wrist], context.shapingRange),
  };
};

const headSway: MeasureFunction = (context) => {
  const { motion, hips, torsoPx } = context.body;
  const offsets = valuesOver(
    context.turnRange,
    (i) => (headAt((name) => pointAt(motion, name, i)).x - hips[i]!.x) / torsoPx[i]!,
  );
  return {
    value: deviation(offsets),
    plusMinus: heightError(context) / Math.SQRT2,
    score: scoreOver(context, HEAD, context.turnRange),
  };
};

const verticalTravel: MeasureFunction = (context) => {
  const { com, feet, torsoPx } = context.body;
  const heights = valuesOver(context.turnRange, (i) => (com[i]!.y - feet[i]!.y) / torsoPx[i]!).filter(
    Number.isFinite,
  );
  return {
    value: heights.length > 0 ? Math.max(...heights) - Math.min(...heights) : Number.NaN,
    plusMinus: (Math.SQRT2 * context.noisePx) / context.body.torsoPx[context.apex]!,
    score: scoreOver(context, LEAN_JOINTS, context.turnRange),
  };
};

export const upperBodyMeasures = {
  handHeightT: fromFrame(handHeight),
  insideHandDropT: fromMovement(insideHandDrop),
  headSwayT: fromMovement(headSway),
  verticalTravelT: fromMovement(verticalTravel),
};
