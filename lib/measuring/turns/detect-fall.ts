import { tiltDeg } from "@/lib/pose/geometry";
import type { Body } from "../signal/body";
import { pointAt, timeOf } from "../signal/motion";

/**
 * Tilt of the line from ankles to shoulders; racers angulate, so even a leg lean of 65 degrees stays below
 * it.
 */
const LYING_DEG = 65;
/** Height of the hips above the ankles, in torso lengths, below which the skier sits or lies. */
const ON_THE_SNOW_T = 0.35;
const MIN_DOWN_S = 0.5;

/**
 * Returns the time from which the skier lies or sits for half a second, or null. Pose networks are accurate
 * in only a third to a half of such frames (Zwoelfer et al. 2023), so nothing after it is measured.
 */
export function findFallS({ motion, feet, hips, shoulders, torsoPx }: Body): number | null {
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
    else if ((i - start) / motion.rateHz >= MIN_DOWN_S) return timeOf(motion, start);
  }
  return null;
}
