import { jointAngleDeg } from "@/lib/pose/geometry";
import { type Body, jointOf, type Side } from "../signal/body";
import { lowPass } from "../signal/filter";
import { pointAt, series } from "../signal/motion";
import { TURN_HZ } from "../turns/lean";

export const KNEE = ["Hip", "Knee", "Ankle"] as const;
export const HIP = ["Shoulder", "Hip", "Knee"] as const;

/** Flexion of one side's joint in degrees at one sample: 180 minus the angle between its neighbours; 0 is straight. */
export const flexionDeg = (
  { motion }: Body,
  side: Side,
  [a, joint, b]: typeof KNEE | typeof HIP,
  index: number,
): number =>
  180 -
  jointAngleDeg(
    pointAt(motion, jointOf(side, a), index),
    pointAt(motion, jointOf(side, joint), index),
    pointAt(motion, jointOf(side, b), index),
  );

/** How straight one leg is, in degrees of knee flexion less than straight, so that a long leg is the larger; low-passed. */
export const straightnessDeg = (body: Body, side: Side): Float64Array =>
  lowPass(
    series(body.motion, (i) => -flexionDeg(body, side, KNEE, i)),
    body.motion.rateHz,
    TURN_HZ,
  );
