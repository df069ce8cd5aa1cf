import { tiltDeg } from "@/lib/pose/geometry";
import type { Body } from "../signal/body";
import { pointAt, timeOf } from "../signal/motion";

/** Racers angulate: even at 65 degrees of leg lean the line from ankles to shoulders stays more upright than this. */
const LYING_DEG = 65;
/** Hips this close to the ankles' height, in torso lengths: sitting or lying on the snow. */
const ON_THE_SNOW_T = 0.35;
/** A deep turn is over sooner; who is down stays down. */
const STAYS_DOWN_S = 0.5;

/**
 * When the skier is down, or null: for half a second the body lies (ankles to shoulders beyond 65 degrees from vertical,
 * or head under feet) or the hips are at the height of the ankles. Pose networks are right in only a third to a half
 * of such frames (Zwoelfer et al. 2023), so what follows is not measured.
 */
export function fallAtS({ motion, feet, hips, shoulders, torsoPx }: Body): number | null {
  const isDown = (i: number): boolean => {
    const ankles = Math.min(pointAt(motion, "leftAnkle", i).y, pointAt(motion, "rightAnkle", i).y);
    return (
      Math.abs(tiltDeg(feet[i]!, shoulders[i]!)) > LYING_DEG ||
      (hips[i]!.y - ankles) / torsoPx[i]! < ON_THE_SNOW_T
    );
  };
  let start = 0;
  for (let i = 0; i < motion.count; i++) {
    if (!isDown(i)) start = i + 1;
    else if ((i - start) / motion.rateHz >= STAYS_DOWN_S) return timeOf(motion, start);
  }
  return null;
}
