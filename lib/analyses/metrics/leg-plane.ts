import { type Body, jointOf, type Side } from "./body";
import { lowPass } from "./filter";
import { distance, jointAngleDeg, type Point } from "./geometry";
import { centred, legDifferenceT } from "./lean";
import { pointAt } from "./motion";
import { clamp, quantile } from "./statistics";

/** A turn and a half of slalom either side: long enough to hold a switch, at which the legs stand upright. */
const WINDOW_S = 1.2;
/** The longest a bone is seen, but for a few frames in which noise made it longer. */
const LONGEST_SHARE = 0.95;
const STEEPEST_COS2 = 0.25;

const BONES = [
  ["Hip", "Knee"],
  ["Knee", "Ankle"],
] as const;
const SIDES: readonly Side[] = ["left", "right"];

/**
 * How far the plane of the legs leans towards the camera or away in a side view: the cosine of that lean at every
 * sample, 1 upright. A bone that leans looks shorter upwards but not along travel, so over both thighs and shanks
 * cos^2 = sum(dy^2) / sum(L^2 - dx^2), with L the longest each bone is seen round that time (Taylor 2000, CVIU 80).
 * Skis that point across the hill shorten bones too; so the lean is scaled by the difference of the legs' lengths,
 * which like the lean is nothing at a switch.
 */
export function legPlaneCos(body: Body): Float64Array {
  const { motion } = body;
  const reach = Math.round(WINDOW_S * motion.rateHz);
  const upwards = new Float64Array(motion.count);
  const possible = new Float64Array(motion.count);
  for (const side of SIDES) {
    for (const [from, to] of BONES) {
      const ends = (i: number) =>
        [pointAt(motion, jointOf(side, from), i), pointAt(motion, jointOf(side, to), i)] as const;
      const lengths = Float64Array.from(upwards, (_, i) => distance(...ends(i)));
      for (let i = 0; i < motion.count; i++) {
        const [upper, lower] = ends(i);
        const fullPx = quantile(lengths.subarray(Math.max(0, i - reach), i + reach + 1), LONGEST_SHARE);
        upwards[i]! += (upper.y - lower.y) ** 2;
        possible[i]! += fullPx ** 2 - (upper.x - lower.x) ** 2;
      }
    }
  }
  const cos2 = lowPass(
    upwards.map((up, i) => clamp(up / possible[i]!, STEEPEST_COS2, 1)),
    motion.rateHz,
    3,
  );
  const difference = centred(legDifferenceT(body)).map(Math.abs);
  const largest = quantile(difference, LONGEST_SHARE);
  return cos2.map((value, i) => {
    const share = clamp(difference[i]! / largest, 0, 1);
    const cos = Math.cos(Math.acos(Math.sqrt(clamp(value, STEEPEST_COS2, 1))) * share);
    return Number.isFinite(cos) ? cos : 1;
  });
}

/**
 * Flexion at a joint in degrees at one sample: 180 minus the angle between its neighbours; 0 is straight. `planeCos` sets
 * the plane upright that leans out of the picture, and is 1 where that is not known.
 */
export function flexionDeg(
  { motion }: Body,
  side: Side,
  joints: readonly ["Hip", "Knee", "Ankle"] | readonly ["Shoulder", "Hip", "Knee"],
  index: number,
  planeCos = 1,
): number {
  const [a, joint, b] = joints.map((name): Point => {
    const { x, y } = pointAt(motion, jointOf(side, name), index);
    return { x, y: y / planeCos };
  });
  return 180 - jointAngleDeg(a!, joint!, b!);
}
