import { distance, toDeg } from "@/lib/pose/geometry";
import { deviation } from "@/lib/pose/statistics";
import { jointOf } from "../signal/body";
import { pointAt } from "../signal/motion";
import {
  legsOf,
  lineErrorDeg,
  type Measure,
  type Moment,
  moving,
  over,
  posed,
  scoreAt,
  scoreOver,
  together,
} from "./measure";

type Line = "Shoulder" | "Hip";
const jointsOf = (line: Line) => [jointOf("left", line), jointOf("right", line)] as const;

/** Tilt of a line across the body at a sample: positive when its inside end is lower. */
function levelDeg(
  moment: Moment,
  line: Line,
  inside: "left" | "right",
  outside: "left" | "right",
  at: number,
): number {
  const inner = pointAt(moment.body.motion, jointOf(inside, line), at);
  const outer = pointAt(moment.body.motion, jointOf(outside, line), at);
  return toDeg(Math.atan2(outer.y - inner.y, (inner.x - outer.x) * moment.towards));
}

function lineError(moment: Moment, line: Line, at: number): number {
  const [left, right] = jointsOf(line);
  const widthPx = distance(pointAt(moment.body.motion, left, at), pointAt(moment.body.motion, right, at));
  return lineErrorDeg(moment.noisePx, widthPx);
}

const level =
  (line: Line): Measure =>
  (moment) => {
    const legs = legsOf(moment);
    if (!legs || moment.towards === 0) return "side";
    return {
      value: levelDeg(moment, line, legs.inside, legs.outside, moment.apex),
      plusMinus: lineError(moment, line, moment.apex),
      score: scoreAt(moment, jointsOf(line), moment.apex),
    };
  };

const difference: Measure = (moment) => {
  const legs = legsOf(moment);
  if (!legs || moment.towards === 0) return "side";
  const of = (line: Line) => levelDeg(moment, line, legs.inside, legs.outside, moment.apex);
  return {
    value: of("Shoulder") - of("Hip"),
    plusMinus: together(lineError(moment, "Shoulder", moment.apex), lineError(moment, "Hip", moment.apex)),
    score: scoreAt(moment, [...jointsOf("Shoulder"), ...jointsOf("Hip")], moment.apex),
  };
};

const steadiness: Measure = (moment) => {
  const legs = legsOf(moment);
  if (!legs || moment.towards === 0) return "side";
  const levels = over(moment.whole, (i) => levelDeg(moment, "Shoulder", legs.inside, legs.outside, i));
  return {
    value: deviation(levels),
    plusMinus: lineError(moment, "Shoulder", moment.apex) / Math.SQRT2,
    score: scoreOver(moment, jointsOf("Shoulder"), moment.whole),
  };
};

export const levelMeasures = {
  shoulderLevelDeg: posed(level("Shoulder")),
  hipLevelDeg: posed(level("Hip")),
  levelDifferenceDeg: posed(difference),
  shoulderSteadinessDeg: moving(steadiness),
};
