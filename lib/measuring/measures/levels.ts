import { distance, toDeg } from "@/lib/pose/geometry";
import { jointOf, type Side } from "@/lib/pose/skeleton";
import { deviation } from "@/lib/pose/statistics";

import { pointAt } from "../signal/motion";
import {
  combinedError,
  fromFrame,
  fromMovement,
  lineErrorDeg,
  type MeasureContext,
  type MeasureFunction,
  scoreAt,
  scoreOver,
  turnSides,
  valuesOver,
} from "./measure";

type BodyLine = "Shoulder" | "Hip";
const jointsOf = (line: BodyLine) => [jointOf("left", line), jointOf("right", line)] as const;

function levelDeg(context: MeasureContext, line: BodyLine, inside: Side, outside: Side, at: number): number {
  const inner = pointAt(context.body.motion, jointOf(inside, line), at);
  const outer = pointAt(context.body.motion, jointOf(outside, line), at);
  return toDeg(Math.atan2(outer.y - inner.y, (inner.x - outer.x) * context.turnSign));
}

function lineError(context: MeasureContext, line: BodyLine, at: number): number {
  const [left, right] = jointsOf(line);
  const widthPx = distance(pointAt(context.body.motion, left, at), pointAt(context.body.motion, right, at));
  return lineErrorDeg(context.noisePx, widthPx);
}

const level =
  (line: BodyLine): MeasureFunction =>
  (context) => {
    const sides = turnSides(context);
    if (!sides || context.turnSign === 0) return "side";
    return {
      value: levelDeg(context, line, sides.inside, sides.outside, context.apex),
      plusMinus: lineError(context, line, context.apex),
      score: scoreAt(context, jointsOf(line), context.apex),
    };
  };

const difference: MeasureFunction = (context) => {
  const sides = turnSides(context);
  if (!sides || context.turnSign === 0) return "side";
  const of = (line: BodyLine) => levelDeg(context, line, sides.inside, sides.outside, context.apex);
  return {
    value: of("Shoulder") - of("Hip"),
    plusMinus: combinedError(
      lineError(context, "Shoulder", context.apex),
      lineError(context, "Hip", context.apex),
    ),
    score: scoreAt(context, [...jointsOf("Shoulder"), ...jointsOf("Hip")], context.apex),
  };
};

const steadiness: MeasureFunction = (context) => {
  const sides = turnSides(context);
  if (!sides || context.turnSign === 0) return "side";
  const levels = valuesOver(context.turnRange, (i) =>
    levelDeg(context, "Shoulder", sides.inside, sides.outside, i),
  );
  return {
    value: deviation(levels),
    plusMinus: lineError(context, "Shoulder", context.apex) / Math.SQRT2,
    score: scoreOver(context, jointsOf("Shoulder"), context.turnRange),
  };
};

export const levelMeasures = {
  shoulderLevelDeg: fromFrame(level("Shoulder")),
  hipLevelDeg: fromFrame(level("Hip")),
  levelDifferenceDeg: fromFrame(difference),
  shoulderSteadinessDeg: fromMovement(steadiness),
};
