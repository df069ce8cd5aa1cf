import { distance, mid, type Point } from "@/lib/pose/geometry";
import { jointOf, type KeypointName, KP, SIDES, type Side } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";
import { KEYPOINT_HZ } from "./body";
import { lowPass } from "./filter";
import { type Motion, pointAt } from "./motion";

/** Ratio of a person's height to the distance from the face to the ankles. */
const HEIGHT_PER_KEYPOINT_SPAN = 1.12;

/**
 * The skier's height along the body, so that it does not depend on flexion and lean. NaN where a joint is not
 * seen.
 */
function heightAt(motion: Motion, index: number): number {
  const at = (name: KeypointName): Point => pointAt(motion, name, index);
  const shoulders = mid(at("leftShoulder"), at("rightShoulder"));
  const hips = mid(at("leftHip"), at("rightHip"));
  const leg = (side: Side) =>
    distance(at(`${side}Hip`), at(`${side}Knee`)) + distance(at(`${side}Knee`), at(`${side}Ankle`));
  const head = distance(at("nose"), shoulders) || 0;
  return (head + distance(shoulders, hips) + Math.max(leg("left"), leg("right"))) * HEIGHT_PER_KEYPOINT_SPAN;
}

export function skierHeightPx(motions: readonly Motion[]): number {
  const heights = motions.flatMap((motion) =>
    Array.from({ length: motion.count }, (_, index) => heightAt(motion, index)),
  );
  return median(heights) || 0;
}

const SYSTEMATIC_ERROR_SHARE = 0.012;
const MEASURED_JOINTS = ["Shoulder", "Hip", "Knee", "Ankle"] as const;

/**
 * Standard error of one keypoint: the robust standard deviation (1.4826 median) of the raw points from the
 * smoothed ones, but at least the systematic error of the network.
 */
export function keypointNoisePx(raw: readonly Motion[], heightPx: number): number {
  const residuals: number[] = [];
  for (const motion of raw) {
    for (const side of SIDES) {
      for (const joint of MEASURED_JOINTS) {
        const x = motion.x[KP[jointOf(side, joint)]]!;
        const smooth = lowPass(x, motion.rateHz, KEYPOINT_HZ);
        for (let i = 0; i < x.length; i++) residuals.push(Math.abs(x[i]! - smooth[i]!));
      }
    }
  }
  const jitterPx = 1.4826 * (median(residuals) || 0);
  return Math.max(jitterPx, SYSTEMATIC_ERROR_SHARE * heightPx);
}
