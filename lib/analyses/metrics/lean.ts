import type { Body } from "./body";
import { lowPass } from "./filter";
import { distance, jointAngleDeg, tiltDeg, toDeg } from "./geometry";
import { pointAt, series } from "./motion";

/** Turns are slower than this; what is faster is the skier's own shaking or the network's. */
const TURN_HZ = 3;

/**
 * Lean of the centre of mass over the feet in degrees, positive to the right of the picture (not the skier's side),
 * low-passed without delay.
 */
export const leanDeg = (body: Body): Float64Array =>
  lowPass(
    series(body.motion, (i) => tiltDeg(body.feet[i]!, body.com[i]!)),
    body.motion.rateHz,
    TURN_HZ,
  );

/** How far the centre of mass is beside the feet, in torso lengths, positive to the right of the picture; low-passed. */
export const sidewaysT = (body: Body): Float64Array =>
  lowPass(
    series(body.motion, (i) => (body.com[i]!.x - body.feet[i]!.x) / body.torsoPx[i]!),
    body.motion.rateHz,
    TURN_HZ,
  );

/**
 * Right leg's length minus the left's (hip to ankle) in torso lengths; low-passed. The outside leg is the long one, so
 * a side view, which hides the lean, still shows the way of a turn: positive while turning left.
 */
export const legDifferenceT = (body: Body): Float64Array =>
  lowPass(
    series(body.motion, (i) => {
      const leg = (side: "left" | "right") =>
        distance(pointAt(body.motion, `${side}Hip`, i), pointAt(body.motion, `${side}Ankle`, i));
      return (leg("right") - leg("left")) / body.torsoPx[i]!;
    }),
    body.motion.rateHz,
    TURN_HZ,
  );

/** Knee flexion of one leg in degrees at one sample: 180 minus the angle hip, knee, ankle; 0 is straight. */
export const kneeFlexionDeg = (body: Body, side: "left" | "right", index: number): number =>
  180 -
  jointAngleDeg(
    pointAt(body.motion, `${side}Hip`, index),
    pointAt(body.motion, `${side}Knee`, index),
    pointAt(body.motion, `${side}Ankle`, index),
  );

/** Hip flexion of one side in degrees at one sample: 180 minus the angle shoulder, hip, knee; 0 is straight. */
export const hipFlexionDeg = (body: Body, side: "left" | "right", index: number): number =>
  180 -
  jointAngleDeg(
    pointAt(body.motion, `${side}Shoulder`, index),
    pointAt(body.motion, `${side}Hip`, index),
    pointAt(body.motion, `${side}Knee`, index),
  );

/** What a true lean looks like from `offAxisDeg` off the line of travel: the picture keeps only its sideways part. */
export const projectLeanDeg = (leanTrueDeg: number, offAxisDeg: number): number =>
  toDeg(Math.atan(Math.tan((leanTrueDeg * Math.PI) / 180) * Math.cos((offAxisDeg * Math.PI) / 180)));

/** The lean that would look like `seenDeg` from `offAxisDeg` off: the inverse of `projectLeanDeg`. */
export const unprojectLeanDeg = (seenDeg: number, offAxisDeg: number): number =>
  toDeg(Math.atan(Math.tan((seenDeg * Math.PI) / 180) / Math.cos((offAxisDeg * Math.PI) / 180)));
