import { distance, mid, tiltDeg } from "@/lib/pose/geometry";
import { median } from "@/lib/pose/statistics";
import { LEAN_JOINTS } from "../signal/body";
import { pointAt } from "../signal/motion";
import {
  combinedError,
  fromFrame,
  lineErrorDeg,
  type MeasureFunction,
  scoreOver,
  valuesOver,
} from "./measure";

const foreAft: MeasureFunction = (context) => {
  const { com, feet, torsoPx } = context.body;
  const { travelSign } = context.view;
  if (travelSign === 0) return "view";
  return {
    value: median(
      valuesOver(context.turnRange, (i) => ((com[i]!.x - feet[i]!.x) * travelSign) / torsoPx[i]!),
    ),
    plusMinus: context.noisePx / torsoPx[context.apex]!,
    score: scoreOver(context, LEAN_JOINTS, context.turnRange),
  };
};

const trunkMinusShin: MeasureFunction = (context) => {
  const { motion, hips, shoulders, feet } = context.body;
  const { travelSign } = context.view;
  if (travelSign === 0) return "view";
  const knees = (i: number) => mid(pointAt(motion, "leftKnee", i), pointAt(motion, "rightKnee", i));
  const angles = valuesOver(
    context.turnRange,
    (i) => (tiltDeg(hips[i]!, shoulders[i]!) - tiltDeg(feet[i]!, knees(i))) * travelSign,
  );
  const at = context.apex;
  return {
    value: median(angles),
    plusMinus: combinedError(
      lineErrorDeg(context.noisePx, distance(hips[at]!, shoulders[at]!), true),
      lineErrorDeg(context.noisePx, distance(feet[at]!, knees(at)), true),
    ),
    score: scoreOver(context, LEAN_JOINTS, context.turnRange),
  };
};

export const foreAftMeasures = {
  foreAftT: fromFrame(foreAft),
  trunkShankDeg: fromFrame(trunkMinusShin),
};
