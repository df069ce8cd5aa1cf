import { distance, tiltDeg, toRad } from "@/lib/pose/geometry";
import { jointOf, LEAN_JOINTS } from "../signal/body";
import { pointAt } from "../signal/motion";
import { unprojectLeanDeg } from "../turns/lean";
import { legsOf, lineErrorDeg, type Measure, type Moment, posed, scoreAt, together } from "./measure";

/** The view is only estimated, so some of the lean along the line of travel (fore-aft and the hill's own slope) may show. */
const VIEW_ERROR_DEG = 10;
const LEAN_ALONG_TRAVEL_DEG = 15;

/** How far a lean may be from what it looks like from where the camera stands. */
function projectionErrorDeg(moment: Moment, seenDeg: number): number {
  const offDeg = moment.camera.offAxisDeg ?? 0;
  const hidden = unprojectLeanDeg(seenDeg, offDeg) - seenDeg;
  const added = LEAN_ALONG_TRAVEL_DEG * Math.sin(toRad(Math.max(offDeg, VIEW_ERROR_DEG)));
  return together(hidden, added);
}

const inclination: Measure = (moment) => {
  const { body, apex, noisePx } = moment;
  const seen = moment.lean[apex]!;
  const reachPx = distance(body.feet[apex]!, body.com[apex]!);
  return {
    value: moment.towards === 0 ? Math.abs(seen) : seen * moment.towards,
    plusMinus: together(lineErrorDeg(noisePx, reachPx, true), projectionErrorDeg(moment, seen)),
    score: scoreAt(moment, LEAN_JOINTS, apex),
  };
};

const angulation: Measure = (moment) => {
  const legs = legsOf(moment);
  if (!legs || moment.towards === 0) return "side";
  const { body, apex, noisePx } = moment;
  const hip = pointAt(body.motion, jointOf(legs.outside, "Hip"), apex);
  const ankle = pointAt(body.motion, jointOf(legs.outside, "Ankle"), apex);
  const hips = body.hips[apex]!;
  const shoulders = body.shoulders[apex]!;
  const legDeg = tiltDeg(ankle, hip) * moment.towards;
  const trunkDeg = tiltDeg(hips, shoulders) * moment.towards;
  return {
    value: legDeg - trunkDeg,
    plusMinus: together(
      lineErrorDeg(noisePx, distance(hip, ankle)),
      lineErrorDeg(noisePx, distance(hips, shoulders), true),
      projectionErrorDeg(moment, legDeg - trunkDeg),
    ),
    score: scoreAt(
      moment,
      [
        jointOf(legs.outside, "Hip"),
        jointOf(legs.outside, "Ankle"),
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
  inclinationDeg: posed(inclination),
  angulationDeg: posed(angulation),
};
