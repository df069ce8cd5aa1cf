import { pixelDistance } from "@/lib/pose/geometry";
import { trunkCenter } from "@/lib/pose/keypoints";
import { bodyTiltDeg, meanKneeFlexionDeg } from "@/lib/pose/posture";
import { linearStep, median, quantile } from "@/lib/pose/statistics";
import { backgroundPoint, type CameraPath } from "../camera/camera-path";
import { bodySizePx } from "../people/body-shape";
import type { Observation } from "../people/tracklet";

export interface SkierFeatures {
  /** Median speed relative to the background in sizes of the person a second; NaN when seen too briefly. */
  speed: number;
  leanRangeDeg: number;
  swingsHz: number;
  kneeFlexionDeg: number;
  meanScore: number;
  durationS: number;
}

const SPEED_WINDOW_S = 0.5;
const MIN_SWING_DEG = 4;

export function skierFeatures(observations: readonly Observation[], camera: CameraPath): SkierFeatures {
  const leansDeg = medianOfFive(observations.map(({ pose }) => bodyTiltDeg(pose)));
  const durationS = observations.length > 1 ? observations.at(-1)!.timeS - observations[0]!.timeS : 0;
  return {
    speed: median(speeds(observations, camera)),
    leanRangeDeg: quantile(leansDeg, 0.9) - quantile(leansDeg, 0.1),
    swingsHz: durationS > 0 ? countSwings(leansDeg) / durationS : 0,
    kneeFlexionDeg: median(observations.map(({ pose }) => meanKneeFlexionDeg(pose))),
    meanScore: observations.reduce((sum, { score }) => sum + score, 0) / Math.max(1, observations.length),
    durationS,
  };
}

/** Returns the similarity to a skier, 0..1: motion, lean from side to side, and knee flexion. */
export function skierScore(features: SkierFeatures): number {
  const moves = Number.isNaN(features.speed) ? 0 : linearStep(features.speed, 0.15, 1);
  const leans = linearStep(features.leanRangeDeg, 6, 40);
  const swings = linearStep(features.swingsHz, 0.1, 0.6);
  const bends = linearStep(features.kneeFlexionDeg, 8, 40);
  const persists = linearStep(features.durationS, 0, 4);
  const skis = 0.1 + 0.35 * moves + 0.35 * leans * (0.5 + 0.5 * swings) + 0.2 * bends;
  // A photo has no duration: only the pose itself can count.
  return skis * Math.sqrt(Math.max(0.05, features.meanScore)) * (0.1 + 0.9 * persists);
}

export const isStandingStill = (features: SkierFeatures): boolean =>
  features.speed < 0.25 && features.leanRangeDeg < 14;

export const isSkiing = (features: SkierFeatures): boolean =>
  features.durationS >= 1 && (features.speed > 0.5 || features.leanRangeDeg > 22);

function speeds(observations: readonly Observation[], camera: CameraPath): number[] {
  const found: number[] = [];
  const sizePx = median(observations.map(({ pose }) => bodySizePx(pose)));
  const start = { xPx: 0, yPx: 0 };
  let moved = { ...start };
  let elapsedS = 0;
  for (let i = 1; i < observations.length; i++) {
    const [before, now] = [observations[i - 1]!, observations[i]!];
    const position = trunkCenter(now.pose);
    const still = backgroundPoint(trunkCenter(before.pose), before.frame, now.frame, camera);
    moved.xPx += position.xPx - still.xPx;
    moved.yPx += position.yPx - still.yPx;
    elapsedS += now.timeS - before.timeS;
    if (elapsedS >= SPEED_WINDOW_S) {
      found.push(pixelDistance(start, moved) / Math.max(1, sizePx) / elapsedS);
      moved = { ...start };
      elapsedS = 0;
    }
  }
  return found;
}

function medianOfFive(values: readonly number[]): number[] {
  return values.map((_, i) => median(values.slice(Math.max(0, i - 2), i + 3)));
}

function countSwings(leansDeg: readonly number[]): number {
  const middleDeg = (quantile(leansDeg, 0.1) + quantile(leansDeg, 0.9)) / 2;
  let side = 0;
  let count = 0;
  for (const leanDeg of leansDeg) {
    const offDeg = leanDeg - middleDeg;
    if (Math.abs(offDeg) < MIN_SWING_DEG || Math.sign(offDeg) === side) continue;
    if (side !== 0) count++;
    side = Math.sign(offDeg);
  }
  return count;
}
