import type { View } from "@/lib/analyses/schema";
import { distance, toDeg } from "@/lib/pose/geometry";
import { jointOf, SIDES, type Side } from "@/lib/pose/skeleton";
import { clamp, median, quantile, roundTo } from "@/lib/pose/statistics";
import type { Body } from "../signal/body";
import { meanScore, pointAt } from "../signal/motion";

/**
 * Apparent widths in torso lengths by degrees off the line of travel: measured by the pose network on the
 * synthetic skier, minus 5 % for narrower people. Between 30 and 75 degrees the network overestimates them.
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
const SHOULDERS_WEIGHT = 0.75;

/** Views within this of the line of travel are frontal, within this of its perpendicular from the side. */
export const VIEW_WITHIN_DEG = 30;

export interface ViewEstimate extends View {
  /** The skier's direction of travel in the picture, for side views: 1 right, -1 left, 0 unknown. */
  travelSign: -1 | 0 | 1;
  /** The side of the picture of the skier's left: 1 right (front view), -1 left (back view), 0 unknown. */
  leftSign: -1 | 0 | 1;
}

export const nearSide = ({ facing, travelSign }: ViewEstimate): Side | null =>
  facing !== "side" || travelSign === 0 ? null : travelSign > 0 ? "right" : "left";

export function estimateView(bodies: readonly Body[], leftSign: ViewEstimate["leftSign"]): ViewEstimate {
  const shoulders = widthsT(bodies, "Shoulder");
  const byShoulders = offAxisDegOf(median(shoulders), "Shoulder");
  const byHips = offAxisDegOf(median(widthsT(bodies, "Hip")), "Hip");
  if (!Number.isFinite(median(shoulders))) {
    return { facing: "unknown", offAxisDeg: null, confidence: 0, travelSign: 0, leftSign: 0 };
  }
  // Rounded before it is used, so that withheld measures agree with the number that is shown.
  const offAxisDeg = roundTo(SHOULDERS_WEIGHT * byShoulders + (1 - SHOULDERS_WEIGHT) * byHips, 0);
  const agreement = clamp(1 - (Math.abs(byShoulders - byHips) - 15) / 60, 0.4, 1);
  const spread = toDeg(quantile(shoulders, 0.75) - quantile(shoulders, 0.25)) / 60;
  const seen = clamp(trunkScore(bodies) / 0.5, 0, 1);
  const facing = facingOf(offAxisDeg, leftSign);
  return {
    facing,
    offAxisDeg,
    confidence: roundTo(clamp(agreement * seen * clamp(1.1 - spread, 0.5, 1), 0, 1), 2),
    travelSign: travelSignOf(bodies),
    leftSign: facing === "side" ? 0 : leftSign,
  };
}

function facingOf(offAxisDeg: number, leftSign: ViewEstimate["leftSign"]): View["facing"] {
  if (offAxisDeg <= VIEW_WITHIN_DEG) return leftSign < 0 ? "back" : "front";
  return offAxisDeg < 90 - VIEW_WITHIN_DEG ? "oblique" : "side";
}

function offAxisDegOf(widthT: number, joint: keyof typeof WIDTH_CURVES): number {
  const curve = WIDTH_CURVES[joint];
  if (widthT >= curve[0][1]) return 0;
  for (let k = 1; k < curve.length; k++) {
    const [fromDeg, wide] = curve[k - 1]!;
    const [untilDeg, narrow] = curve[k]!;
    if (widthT >= narrow) return fromDeg + ((wide - widthT) / (wide - narrow)) * (untilDeg - fromDeg);
  }
  return 90;
}

const widthsT = (bodies: readonly Body[], joint: keyof typeof WIDTH_CURVES): number[] =>
  bodies.flatMap(({ motion, torsoPx }) =>
    Array.from(torsoPx, (torso, i) => {
      const left = pointAt(motion, jointOf("left", joint), i);
      return distance(left, pointAt(motion, jointOf("right", joint), i)) / torso;
    }),
  );

function trunkScore(bodies: readonly Body[]): number {
  let sum = 0;
  let samples = 0;
  for (const { motion } of bodies) {
    const last = motion.count - 1;
    sum +=
      motion.count * meanScore(motion, ["leftShoulder", "rightShoulder", "leftHip", "rightHip"], 0, last);
    samples += motion.count;
  }
  return sum / samples;
}

/** Knees bend forwards, and trunk and face point forwards: the sign of their sum in the picture. */
function travelSignOf(bodies: readonly Body[]): -1 | 0 | 1 {
  let forwards = 0;
  for (const { motion, hips, shoulders, torsoPx } of bodies) {
    for (let i = 0; i < motion.count; i++) {
      for (const side of SIDES) {
        const hip = pointAt(motion, jointOf(side, "Hip"), i);
        const knee = pointAt(motion, jointOf(side, "Knee"), i);
        const ankle = pointAt(motion, jointOf(side, "Ankle"), i);
        forwards += (knee.x - (hip.x + ankle.x) / 2) / torsoPx[i]! || 0;
      }
      forwards += (shoulders[i]!.x - hips[i]!.x) / torsoPx[i]! || 0;
      forwards += (pointAt(motion, "nose", i).x - shoulders[i]!.x) / torsoPx[i]! || 0;
    }
  }
  return forwards > 0 ? 1 : forwards < 0 ? -1 : 0;
}
