import { pixelDistance } from "@/lib/pose/geometry";
import { trunkCenter } from "@/lib/pose/keypoints";
import { backgroundPoint, type CameraPath } from "../camera/camera-path";
import { bodySizePx } from "../people/body-shape";
import type { Observation } from "../people/tracklet";
import { isStandingStill, type SkierFeatures, skierFeatures, skierScore } from "./skier-features";

type TrackSegment = readonly Observation[];

/** One person within a shot: segments in the order of time, with gaps between them. */
export interface TrackedPerson {
  segments: TrackSegment[];
  observations: Observation[];
  features: SkierFeatures;
  score: number;
}

export interface ClipMotion {
  cutsS: readonly number[];
  camera: CameraPath;
}

const MAX_GAP_S = 6;
/** Largest distance of a continuation in sizes of the person: without a gap, and for each second of it. */
const MAX_DISTANCE = 1;
const MAX_DISTANCE_PER_S = 2.5;
const MAX_SIZE_RATIO = 2.5;

/** Splits a tracklet at the cuts, since a person tracked across a cut may be another one. */
export function splitAtCuts(observations: TrackSegment, cutsS: readonly number[]): TrackSegment[] {
  const starts = [Number.NEGATIVE_INFINITY, ...cutsS];
  return starts
    .map((startS, i) => {
      const endS = starts[i + 1] ?? Number.POSITIVE_INFINITY;
      return observations.filter(({ timeS }) => timeS >= startS && timeS < endS);
    })
    .filter(({ length }) => length > 0);
}

/** Joins a segment with those that continue it before and after, within one shot. */
export function personOf(
  seed: TrackSegment,
  all: readonly TrackSegment[],
  motion: ClipMotion,
): TrackedPerson {
  const segments = [seed];
  const rest = new Set(all.filter((segment) => segment !== seed));
  for (const forward of [true, false]) {
    for (;;) {
      const edge = forward ? segments.at(-1)! : segments[0]!;
      const next = bestContinuation(edge, rest, forward, motion);
      if (!next) break;
      rest.delete(next);
      if (forward) segments.push(next);
      else segments.unshift(next);
    }
  }
  const observations = segments.flat();
  const features = skierFeatures(observations, motion.camera);
  return { segments, observations, features, score: skierScore(features) };
}

export function joinTracklets(all: readonly TrackSegment[], motion: ClipMotion): TrackedPerson[] {
  const people: TrackedPerson[] = [];
  let rest = [...all];
  while (rest.length > 0) {
    const best = rest
      .map((seed) => personOf(seed, rest, motion))
      .reduce((a, b) => (b.score > a.score ? b : a));
    people.push(best);
    rest = rest.filter((segment) => !best.segments.includes(segment));
  }
  return people;
}

function bestContinuation(
  edge: TrackSegment,
  rest: ReadonlySet<TrackSegment>,
  forward: boolean,
  { camera, cutsS }: ClipMotion,
): TrackSegment | undefined {
  let best: TrackSegment | undefined;
  let bestCost = 1;
  for (const other of rest) {
    const [before, after] = forward ? [edge.at(-1)!, other[0]!] : [other.at(-1)!, edge[0]!];
    if (after.frame <= before.frame) continue;
    if (cutsS.some((cutS) => before.timeS < cutS && after.timeS >= cutS)) continue;
    const features = skierFeatures(other, camera);
    if (features.durationS > 1 && isStandingStill(features)) continue;
    const cost = joinCost(before, after, camera);
    if (cost < bestCost) {
      bestCost = cost;
      best = other;
    }
  }
  return best;
}

function joinCost(before: Observation, after: Observation, camera: CameraPath): number {
  const gapS = after.timeS - before.timeS;
  const [sizeBefore, sizeAfter] = [bodySizePx(before.pose), bodySizePx(after.pose)];
  const ratio = Math.max(sizeBefore / sizeAfter, sizeAfter / sizeBefore);
  if (gapS > MAX_GAP_S || ratio > MAX_SIZE_RATIO) return Number.POSITIVE_INFINITY;
  const expected = backgroundPoint(trunkCenter(before.pose), before.frame, after.frame, camera);
  const distance = pixelDistance(trunkCenter(after.pose), expected) / Math.max(sizeBefore, sizeAfter);
  return distance / (MAX_DISTANCE + MAX_DISTANCE_PER_S * gapS) + gapS / (2 * MAX_GAP_S);
}
