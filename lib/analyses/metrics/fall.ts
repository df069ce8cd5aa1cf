import type { Body } from "./body";
import { tiltDeg } from "./geometry";
import { pointAt, timeOf } from "./motion";

/** Racers lean 65 degrees and more for a moment; a body that lies stays so. */
const LYING_DEG = 72;
const LYING_S = 0.5;
/** Hips this close to the ankles' height, in torso lengths: sitting or lying on the snow. */
const ON_THE_SNOW_T = 0.3;
const ON_THE_SNOW_S = 0.4;

/**
 * When the skier goes down, or null: the body lies (ankles to shoulders beyond 72 degrees from vertical, or head under
 * feet) for half a second, or the hips stay at the height of the ankles. Pose networks are right in only a third
 * to a half of such frames (Zwoelfer et al. 2023), so what follows is not measured.
 */
export function fallAtS(body: Body): number | null {
  const { motion, feet, hips, shoulders, torsoPx } = body;
  const lying = (i: number) => Math.abs(tiltDeg(feet[i]!, shoulders[i]!)) > LYING_DEG;
  const onTheSnow = (i: number) => {
    const ankles = Math.min(pointAt(motion, "leftAnkle", i).y, pointAt(motion, "rightAnkle", i).y);
    return (hips[i]!.y - ankles) / torsoPx[i]! < ON_THE_SNOW_T;
  };
  const starts = [
    firstLasting(motion.count, lying, LYING_S * motion.rateHz),
    firstLasting(motion.count, onTheSnow, ON_THE_SNOW_S * motion.rateHz),
  ].filter((start) => start !== null);
  return starts.length === 0 ? null : timeOf(motion, Math.min(...starts));
}

/** The first sample from which a condition holds for at least `samples`. */
function firstLasting(count: number, holds: (i: number) => boolean, samples: number): number | null {
  let start = 0;
  for (let i = 0; i < count; i++) {
    if (!holds(i)) start = i + 1;
    else if (i + 1 - start >= samples && count > 1) return start;
  }
  return null;
}
