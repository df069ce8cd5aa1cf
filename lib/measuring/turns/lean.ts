import { tiltDeg, toDeg, toRad } from "@/lib/pose/geometry";
import { quantile } from "@/lib/pose/statistics";
import type { Body } from "../signal/body";
import { lowPass } from "../signal/filter";
import { series } from "../signal/motion";

export const TURN_HZ = 3;

/** Lean of the center of mass over the feet in degrees, positive to the right of the picture. */
export const leanDeg = (body: Body): Float64Array =>
  lowPass(
    series(body.motion, (i) => tiltDeg(body.feet[i]!, body.com[i]!)),
    body.motion.rateHz,
    TURN_HZ,
  );

/** Offset of the center of mass from the feet in torso lengths, positive to the right of the picture. */
export const sidewaysT = (body: Body): Float64Array =>
  lowPass(
    series(body.motion, (i) => (body.com[i]!.x - body.feet[i]!.x) / body.torsoPx[i]!),
    body.motion.rateHz,
    TURN_HZ,
  );

/** A signal minus the middle of its range, which removes the constant offset of an oblique view. */
export function centered(signal: Float64Array): Float64Array {
  const center = (quantile(signal, 0.05) + quantile(signal, 0.95)) / 2;
  return signal.map((value) => value - center);
}

export const projectLeanDeg = (leanTrueDeg: number, offAxisDeg: number): number =>
  toDeg(Math.atan(Math.tan(toRad(leanTrueDeg)) * Math.cos(toRad(offAxisDeg))));

export const unprojectLeanDeg = (seenDeg: number, offAxisDeg: number): number =>
  toDeg(Math.atan(Math.tan(toRad(seenDeg)) / Math.cos(toRad(offAxisDeg))));
