import type { View } from "@/lib/analyses/schema";
import { distance, toDeg } from "@/lib/pose/geometry";
import { clamp, median, quantile, roundTo } from "@/lib/pose/statistics";
import type { Body, Side } from "../signal/body";
import { meanScore, pointAt } from "../signal/motion";

/**
 * How wide shoulders and hips look over the torso's length at angles off the line of travel, as the pose network places
 * them on the synthetic skier: wider than they are between 30 and 75 degrees, because the network has seen more people
 * from the front. A twentieth is taken off for people narrower than that skier.
 */
const WIDTH_CURVES = {
  Shoulder: [
    [0, 0.76],
    [30, 0.71],
    [45, 0.62],
    [60, 0.51],
    [75, 0.37],
    [90, 0.04],
  ],
  Hip: [
    [0, 0.48],
    [30, 0.44],
    [45, 0.38],
    [60, 0.3],
    [75, 0.21],
    [90, 0.05],
  ],
} as const;
/** Under a jacket and behind the thighs hips are placed less surely than shoulders. */
const SHOULDERS_WEIGHT = 0.75;

/**
 * Within this of the line of travel a view counts as from the front or back, within this of square to it as from the side;
 * what lies between is oblique, and shows neither's measures.
 */
export const VIEW_WITHIN_DEG = 30;

/** What the measures need to know about the camera. */
export interface Camera extends View {
  /** Where the skier travels in the picture, for side views: 1 to the right, -1 to the left; 0 unknown. */
  travel: -1 | 0 | 1;
  /** From the front the skier's left is on the right of the picture (1), from the back on the left (-1); 0 unknown. */
  leftIs: -1 | 0 | 1;
}

/** From the side, the skier's side that is nearer to the camera; null in other views. */
export const nearSide = ({ facing, travel }: Camera): Side | null =>
  facing !== "side" || travel === 0 ? null : travel > 0 ? "right" : "left";

/** The angle off the line of travel at which shoulders or hips look `ratio` torso lengths wide, 0..90 degrees. */
function offAxisFor(ratio: number, joint: keyof typeof WIDTH_CURVES): number {
  const curve = WIDTH_CURVES[joint];
  if (ratio >= curve[0][1]) return 0;
  for (let k = 1; k < curve.length; k++) {
    const [fromDeg, wide] = curve[k - 1]!;
    const [toDegrees, narrow] = curve[k]!;
    if (ratio >= narrow) return fromDeg + ((wide - ratio) / (wide - narrow)) * (toDegrees - fromDeg);
  }
  return 90;
}

/**
 * Estimates the camera from how wide shoulders and hips look over the torso's length, median over the clip; front or
 * back from where the skier's left is.
 */
export function estimateView(bodies: readonly Body[], leftIs: Camera["leftIs"]): Camera {
  const shoulders: number[] = [];
  const hips: number[] = [];
  let trunk = 0;
  let samples = 0;
  for (const body of bodies) {
    const { motion } = body;
    for (let i = 0; i < motion.count; i++) {
      const width = (joint: "Shoulder" | "Hip") =>
        distance(pointAt(motion, `left${joint}`, i), pointAt(motion, `right${joint}`, i)) / body.torsoPx[i]!;
      shoulders.push(width("Shoulder"));
      hips.push(width("Hip"));
    }
    const last = motion.count - 1;
    trunk +=
      motion.count * meanScore(motion, ["leftShoulder", "rightShoulder", "leftHip", "rightHip"], 0, last);
    samples += motion.count;
  }
  const byShoulders = offAxisFor(median(shoulders), "Shoulder");
  const byHips = offAxisFor(median(hips), "Hip");
  if (samples === 0 || !Number.isFinite(median(shoulders))) {
    return { facing: "unknown", offAxisDeg: null, confidence: 0, travel: 0, leftIs: 0 };
  }
  // Rounded first, so that what is said of the view and what is shown of it go by the same number.
  const offAxisDeg = roundTo(SHOULDERS_WEIGHT * byShoulders + (1 - SHOULDERS_WEIGHT) * byHips, 0);
  const agreement = clamp(1 - (Math.abs(byShoulders - byHips) - 15) / 60, 0.4, 1);
  const spread = toDeg(quantile(shoulders, 0.75) - quantile(shoulders, 0.25)) / 60;
  const seen = clamp(trunk / samples / 0.5, 0, 1);
  const facing =
    offAxisDeg <= VIEW_WITHIN_DEG
      ? leftIs < 0
        ? "back"
        : "front"
      : offAxisDeg < 90 - VIEW_WITHIN_DEG
        ? "oblique"
        : "side";
  return {
    facing,
    offAxisDeg,
    confidence: roundTo(clamp(agreement * seen * clamp(1.1 - spread, 0.5, 1), 0, 1), 2),
    travel: travelOf(bodies),
    leftIs: facing === "side" ? 0 : leftIs,
  };
}

/** Knees bend forwards, and trunk and face point there too: which way that is in the picture. */
function travelOf(bodies: readonly Body[]): -1 | 0 | 1 {
  let forwards = 0;
  for (const { motion, hips, shoulders, torsoPx } of bodies) {
    for (let i = 0; i < motion.count; i++) {
      for (const side of ["left", "right"] as const) {
        const hip = pointAt(motion, `${side}Hip`, i);
        const knee = pointAt(motion, `${side}Knee`, i);
        const ankle = pointAt(motion, `${side}Ankle`, i);
        forwards += (knee.x - (hip.x + ankle.x) / 2) / torsoPx[i]! || 0;
      }
      forwards += (shoulders[i]!.x - hips[i]!.x) / torsoPx[i]! || 0;
      forwards += (pointAt(motion, "nose", i).x - shoulders[i]!.x) / torsoPx[i]! || 0;
    }
  }
  return forwards > 0 ? 1 : forwards < 0 ? -1 : 0;
}
