import { distance, toDeg, toRad } from "@/lib/pose/geometry";
import { jointOf, type KeypointName, type Side } from "@/lib/pose/skeleton";

import { pointAt } from "../signal/motion";
import { nearSide } from "../view/estimate-view";
import type { Estimate } from "./confidence";
import { type FlexionJoints, HIP, jointFlexionDeg, KNEE } from "./joint-flexion";
import {
  combinedError,
  forPhotos,
  fromFrame,
  lineErrorDeg,
  type MeasureContext,
  type MeasureFunction,
  scoreAt,
  turnSides,
} from "./measure";

/** The lean towards or away from the camera, which a side view does not show. */
const ASSUMED_LEAN_DEG = 30;

const scaledFlexionDeg = (flexionDeg: number, factor: number): number =>
  2 * toDeg(Math.atan(Math.tan(toRad(flexionDeg / 2)) * factor));

/** Error of a flexion whose plane is rotated out of the picture by the view. */
const viewErrorDeg = (context: MeasureContext, flexionDeg: number): number =>
  scaledFlexionDeg(flexionDeg, 1 / Math.sin(toRad(context.view.offAxisDeg ?? 90))) - flexionDeg;

function segmentsErrorDeg(
  context: MeasureContext,
  joints: readonly [KeypointName, KeypointName, KeypointName],
): number {
  const [a, joint, b] = joints.map((name) => pointAt(context.body.motion, name, context.apex));
  return combinedError(
    lineErrorDeg(context.noisePx, distance(a!, joint!)),
    lineErrorDeg(context.noisePx, distance(joint!, b!)),
  );
}

const jointNames = (side: Side, joints: FlexionJoints) =>
  [jointOf(side, joints[0]), jointOf(side, joints[1]), jointOf(side, joints[2])] as const;

function flexionOf(context: MeasureContext, side: Side, joints: FlexionJoints): Estimate {
  const names = jointNames(side, joints);
  const value = jointFlexionDeg(context.body, side, joints, context.apex);
  const leanErrorDeg = value - scaledFlexionDeg(value, Math.cos(toRad(ASSUMED_LEAN_DEG)));
  return {
    value,
    plusMinus: combinedError(segmentsErrorDeg(context, names), viewErrorDeg(context, value), leanErrorDeg),
    score: scoreAt(context, names, context.apex),
  };
}

const flexion =
  (which: "outside" | "inside", joints: FlexionJoints): MeasureFunction =>
  (context) => {
    const sides = turnSides(context);
    if (!sides) return "side";
    const side = sides[which];
    return side === nearSide(context.view) ? flexionOf(context, side, joints) : "view";
  };

const nearFlexion =
  (joints: FlexionJoints): MeasureFunction =>
  (context) => {
    const near = nearSide(context.view);
    return near ? flexionOf(context, near, joints) : "view";
  };

export const flexionMeasures = {
  kneeFlexionOutsideDeg: fromFrame(flexion("outside", KNEE)),
  kneeFlexionInsideDeg: fromFrame(flexion("inside", KNEE)),
  hipFlexionOutsideDeg: fromFrame(flexion("outside", HIP)),
  hipFlexionInsideDeg: fromFrame(flexion("inside", HIP)),
  kneeFlexionNearDeg: forPhotos(nearFlexion(KNEE)),
  hipFlexionNearDeg: forPhotos(nearFlexion(HIP)),
};
