import { distance, mid, type Point } from "@/lib/pose/geometry";
import { type KeypointName, KP } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";
import { KEYPOINT_HZ } from "./body";
import { lowPass } from "./filter";
import { type Motion, pointAt } from "./motion";

/** Crown above the ears and sole below the ankles, as a share of what the keypoints span. */
const BEYOND_KEYPOINTS = 1.12;

/**
 * The skier's height in pixels at one sample, along the body from head to ankle, so that neither a crouch nor a lean
 * makes the skier smaller. NaN where a link of the chain is not seen.
 */
function heightAt(motion: Motion, index: number): number {
  const at = (name: KeypointName): Point => pointAt(motion, name, index);
  const shoulders = mid(at("leftShoulder"), at("rightShoulder"));
  const hips = mid(at("leftHip"), at("rightHip"));
  const leg = (side: "left" | "right") =>
    distance(at(`${side}Hip`), at(`${side}Knee`)) + distance(at(`${side}Knee`), at(`${side}Ankle`));
  const head = distance(at("nose"), shoulders) || 0;
  return (head + distance(shoulders, hips) + Math.max(leg("left"), leg("right"))) * BEYOND_KEYPOINTS;
}

/** Median height in pixels over some stretches; 0 when it is never seen whole. */
export function skierHeightPx(motions: readonly Motion[]): number {
  const heights = motions.flatMap((motion) =>
    Array.from({ length: motion.count }, (_, index) => heightAt(motion, index)),
  );
  return median(heights) || 0;
}

/** What a network is wrong by even when it does not tremble, as a share of the skier's height. */
const STEADY_ERROR_SHARE = 0.012;
const MEASURED_JOINTS = ["Shoulder", "Hip", "Knee", "Ankle"] as const;

/**
 * Standard error of one keypoint in pixels: how far the raw points tremble round the smoothed ones (a robust
 * deviation), but never less than the network's steady error.
 */
export function keypointNoisePx(raw: readonly Motion[], heightPx: number): number {
  const residuals: number[] = [];
  for (const motion of raw) {
    for (const side of ["left", "right"] as const) {
      for (const joint of MEASURED_JOINTS) {
        const x = motion.x[KP[`${side}${joint}`]]!;
        const smooth = lowPass(x, motion.rateHz, KEYPOINT_HZ);
        for (let i = 0; i < x.length; i++) residuals.push(Math.abs(x[i]! - smooth[i]!));
      }
    }
  }
  const tremble = 1.4826 * (median(residuals) || 0);
  return Math.max(tremble, STEADY_ERROR_SHARE * heightPx);
}
