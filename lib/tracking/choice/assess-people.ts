import { linearStep } from "@/lib/pose/statistics";
import type { CameraPath } from "../camera/camera-path";
import type { TrackingState } from "../people/detection-schedule";
import type { Tracklet } from "../people/tracklet";
import { isSkiing, isStandingStill, type SkierFeatures, skierFeatures, skierScore } from "./skier-features";

const ASSESSED_AFTER_S = 1.2;
const ASSESSED_OVER_S = 4;
/** Dismissal below this share of the skier's score: at first, and when both are known for four seconds. */
const MIN_SCORE_SHARE = { first: 0.5, later: 0.9 } as const;

interface Assessed {
  tracklet: Tracklet;
  features: SkierFeatures;
}

function assess(tracked: readonly Tracklet[], timeS: number, camera: CameraPath): Assessed[] {
  return tracked
    .filter(({ durationS }) => durationS >= ASSESSED_AFTER_S)
    .map((tracklet) => {
      const { observations } = tracklet;
      const from = observations.findLastIndex((one) => one.timeS < timeS - ASSESSED_OVER_S) + 1;
      return { tracklet, features: skierFeatures(observations.slice(from), camera) };
    });
}

export function bystandersAmong(tracked: readonly Tracklet[], timeS: number, camera: CameraPath): Tracklet[] {
  if (tracked.length < 2) return [];
  const assessed = assess(tracked, timeS, camera).map((one) => ({ ...one, score: skierScore(one.features) }));
  const skier = assessed.filter(({ features }) => isSkiing(features)).sort((a, b) => b.score - a.score)[0];
  if (!skier) return [];
  return assessed
    .filter(({ tracklet, features, score }) => {
      if (tracklet === skier.tracklet) return false;
      const knownS = Math.min(features.durationS, skier.features.durationS);
      const known = linearStep(knownS, ASSESSED_AFTER_S, ASSESSED_OVER_S);
      const minShare = MIN_SCORE_SHARE.first + (MIN_SCORE_SHARE.later - MIN_SCORE_SHARE.first) * known;
      return isStandingStill(features) || score < minShare * skier.score;
    })
    .map(({ tracklet }) => tracklet);
}

export function trackingState(
  tracked: readonly Tracklet[],
  timeS: number,
  camera: CameraPath,
): TrackingState {
  if (tracked.length === 0) return "nobody";
  if (!assess(tracked, timeS, camera).some(({ features }) => isSkiing(features))) return "undecided";
  return tracked.length === 1 ? "skierAlone" : "skierAmongOthers";
}
