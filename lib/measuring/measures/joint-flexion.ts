import { flexionDeg } from "@/lib/pose/geometry";
import { jointOf, type Side } from "@/lib/pose/skeleton";
import type { Body } from "../signal/body";
import { lowPass } from "../signal/filter";
import { pointAt, series } from "../signal/motion";
import { TURN_HZ } from "../turns/lean";

export const KNEE = ["Hip", "Knee", "Ankle"] as const;
export const HIP = ["Shoulder", "Hip", "Knee"] as const;
export type FlexionJoints = typeof KNEE | typeof HIP;

export const jointFlexionDeg = (
  { motion }: Body,
  side: Side,
  [a, joint, b]: FlexionJoints,
  index: number,
): number =>
  flexionDeg(
    pointAt(motion, jointOf(side, a), index),
    pointAt(motion, jointOf(side, joint), index),
    pointAt(motion, jointOf(side, b), index),
  );

/** Negative knee flexion of one leg in degrees, so that a straighter leg has the larger value; low-passed. */
export const straightnessDeg = (body: Body, side: Side): Float64Array =>
  lowPass(
    series(body.motion, (i) => -jointFlexionDeg(body, side, KNEE, i)),
    body.motion.rateHz,
    TURN_HZ,
  );
