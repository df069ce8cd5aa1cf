import { distance, tiltDeg, toRad } from "@/lib/pose/geometry";
import { jointOf } from "@/lib/pose/skeleton";
import { LEAN_JOINTS } from "../signal/body";
import { pointAt } from "../signal/motion";
import { unprojectLeanDeg } from "../turns/lean";
import {
  combinedError,
  fromFrame,
  lineErrorDeg,
  type MeasureContext,
  type MeasureFunction,
  scoreAt,
  turnSides,
} from "./measure";

/** Error of the estimated view, by which a part of the lean along the line of travel shows. */
const VIEW_ERROR_DEG = 10;
const LEAN_ALONG_TRAVEL_DEG = 15;

function projectionErrorDeg(context: MeasureContext, seenDeg: number): number {
  const offDeg = context.view.offAxisDeg ?? 0;
  const hidden = unprojectLeanDeg(seenDeg, offDeg) - seenDeg;
  const added = LEAN_ALONG_TRAVEL_DEG * Math.sin(toRad(Math.max(offDeg, VIEW_ERROR_DEG)));
  return combinedError(hidden, added);
}

const inclination: MeasureFunction = (context) => {
  const { body, apex, noisePx } = context;
  const seen = context.lean[apex]!;
  const reachPx = distance(body.feet[apex]!, body.com[apex]!);
  return {
    value: context.turnSign === 0 ? Math.abs(seen) : seen * context.turnSign,
    plusMinus: combinedError(lineErrorDeg(noisePx, reachPx, true), projectionErrorDeg(context, seen)),
    score: scoreAt(context, LEAN_JOINTS, apex),
  };
};

const angulation: MeasureFunction = (context) => {
  const sides = turnSides(context);
  if (!sides || context.turnSign === 0) return "side";
  const { body, apex, noisePx } = context;
  const hip = pointAt(body.motion, jointOf(sides.outside, "Hip"), apex);
  const ankle = pointAt(body.motion, jointOf(sides.outside, "Ankle"), apex);
  const hips = body.hips[apex]!;
  const shoulders = body.shoulders[apex]!;
  const legDeg = tiltDeg(ankle, hip) * context.turnSign;
  const trunkDeg = tiltDeg(hips, shoulders) * context.turnSign;
  return {
    value: legDeg - trunkDeg,
    plusMinus: combinedError(
      lineErrorDeg(noisePx, distance(hip, ankle)),
      lineErrorDeg(noisePx, distance(hips, shoulders), true),
      projectionErrorDeg(context, legDeg - trunkDeg),
    ),
    score: scoreAt(
      context,
      [
        jointOf(sides.outside, "Hip"),
        jointOf(sides.outside, "Ankle"),
        "leftHip",
        "rightHip",
        "leftShoulder",
        "rightShoulder",
      ],
      apex,
    ),
  };
};

export const inclinationMeasures = {
  inclinationDeg: fromFrame(inclination),
  angulationDeg: fromFrame(angulation),
};
