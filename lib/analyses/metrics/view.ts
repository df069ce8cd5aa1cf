import type { View } from "../schema";
import type { Body, Side } from "./body";
import { distance, toDeg, toRad } from "./geometry";
import { meanScore, pointAt } from "./motion";
import { clamp, median, quantile, roundTo } from "./statistics";

/** Widths of shoulders and hips over the torso's true length, as pose networks place these joints on skiers. */
const SHOULDERS_OVER_TORSO = 0.72;
const HIPS_OVER_TORSO = 0.44;
/** A skier's trunk tips forward by about this much, so that it looks shorter from the front than from the side. */
const TRUNK_FORWARD_RAD = toRad(30);

/** Within this of the line of travel a view counts as from the front or back; beyond 90 minus this, from the side. */
export const FRONTAL_WITHIN_DEG = 30;

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

/** How wide something across the body looks over torso length, from `offAxisDeg` off the line of travel. */
function expectedRatio(widthOverTorso: number, offAxisDeg: number): number {
  const off = toRad(offAxisDeg);
  const torso = Math.hypot(Math.cos(TRUNK_FORWARD_RAD), Math.sin(TRUNK_FORWARD_RAD) * Math.sin(off));
  return (widthOverTorso * Math.cos(off)) / torso;
}

/** The angle off the line of travel at which a width would look as it does: the inverse of `expectedRatio`. */
export function offAxisFor(ratio: number, widthOverTorso: number): number {
  let low = 0;
  let high = 90;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (expectedRatio(widthOverTorso, middle) > ratio) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
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
  const byShoulders = offAxisFor(median(shoulders), SHOULDERS_OVER_TORSO);
  const byHips = offAxisFor(median(hips), HIPS_OVER_TORSO);
  if (samples === 0 || !Number.isFinite(median(shoulders))) {
    return { facing: "unknown", offAxisDeg: null, confidence: 0, travel: 0, leftIs: 0 };
  }
  const offAxis = offAxisFor(median(shoulders) + median(hips), SHOULDERS_OVER_TORSO + HIPS_OVER_TORSO);
  const agreement = clamp(1 - (Math.abs(byShoulders - byHips) - 15) / 60, 0.4, 1);
  const spread = toDeg(quantile(shoulders, 0.75) - quantile(shoulders, 0.25)) / 60;
  const seen = clamp(trunk / samples / 0.5, 0, 1);
  const facing =
    offAxis <= FRONTAL_WITHIN_DEG
      ? leftIs < 0
        ? "back"
        : "front"
      : offAxis < 90 - FRONTAL_WITHIN_DEG
        ? "oblique"
        : "side";
  return {
    facing,
    offAxisDeg: roundTo(offAxis, 0),
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
