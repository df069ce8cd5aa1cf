import { tiltDeg, toDeg } from "@/lib/pose/geometry";
import { quantile } from "@/lib/pose/statistics";
import type { Body } from "../signal/body";
import { lowPass } from "../signal/filter";
import { series } from "../signal/motion";

/** Turns are slower than this; what is faster is the skier's own shaking or the network's. */
export const TURN_HZ = 3;

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

/** A signal round the middle of its range: takes off what the view adds to it in every turn alike. */
export function centred(signal: Float64Array): Float64Array {
  const centre = (quantile(signal, 0.05) + quantile(signal, 0.95)) / 2;
  return signal.map((value) => value - centre);
}

/** What a true lean looks like from `offAxisDeg` off the line of travel: the picture keeps only its sideways part. */
export const projectLeanDeg = (leanTrueDeg: number, offAxisDeg: number): number =>
  toDeg(Math.atan(Math.tan((leanTrueDeg * Math.PI) / 180) * Math.cos((offAxisDeg * Math.PI) / 180)));

/** The lean that would look like `seenDeg` from `offAxisDeg` off: the inverse of `projectLeanDeg`. */
export const unprojectLeanDeg = (seenDeg: number, offAxisDeg: number): number =>
  toDeg(Math.atan(Math.tan((seenDeg * Math.PI) / 180) / Math.cos((offAxisDeg * Math.PI) / 180)));
