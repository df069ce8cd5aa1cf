import { extent, trunk } from "./body";
import {
  type CameraPath,
  carried,
  type SkierSigns,
  skierScore,
  skierSigns,
  standsStill,
} from "./skier-score";
import type { Sighting, Tracklet } from "./tracklet";

/** One person through a shot: tracklets in the order of time, with gaps where they were not seen. */
export interface Person {
  tracklets: Tracklet[];
  sightings: Sighting[];
  signs: SkierSigns;
  score: number;
}

export interface Shots {
  cutsS: readonly number[];
  camera: CameraPath;
}

const MAX_GAP_S = 6;
/** How far from where the background carried them a person may be found again, in own sizes: at once, and more each second. */
const NEAR = 1;
const NEAR_PER_S = 2.5;
const MAX_SIZE_RATIO = 2.5;

/**
 * The person a tracklet is of, with the other tracklets that can be the same person before and after. Never joined
 * across a cut.
 */
export function personOf(seed: Tracklet, all: readonly Tracklet[], shots: Shots): Person {
  const tracklets = [seed];
  const rest = new Set(all.filter((tracklet) => tracklet !== seed));
  for (const forward of [true, false]) {
    for (;;) {
      const edge = forward ? tracklets.at(-1)! : tracklets[0]!;
      const next = nearest(edge, rest, forward, shots);
      if (!next) break;
      rest.delete(next);
      if (forward) tracklets.push(next);
      else tracklets.unshift(next);
    }
  }
  const sightings = tracklets.flatMap((tracklet) => tracklet.sightings);
  const signs = skierSigns(sightings, shots.camera);
  return { tracklets, sightings, signs, score: skierScore(signs) };
}

/** Everybody, the likeliest skier first; each tracklet belongs to one person. */
export function people(all: readonly Tracklet[], shots: Shots): Person[] {
  const found: Person[] = [];
  let rest = [...all];
  while (rest.length > 0) {
    const best = rest
      .map((seed) => personOf(seed, rest, shots))
      .reduce((a, b) => (b.score > a.score ? b : a));
    found.push(best);
    rest = rest.filter((tracklet) => !best.tracklets.includes(tracklet));
  }
  return found;
}

function nearest(
  edge: Tracklet,
  rest: ReadonlySet<Tracklet>,
  forward: boolean,
  { camera, cutsS }: Shots,
): Tracklet | undefined {
  let best: Tracklet | undefined;
  let bestStrain = 1;
  for (const other of rest) {
    const [before, after] = forward ? [edge.last!, other.first!] : [other.last!, edge.first!];
    if (after.frame <= before.frame) continue;
    if (cutsS.some((cutS) => before.timeS < cutS && after.timeS >= cutS)) continue;
    if (other.durationS > 1 && standsStill(skierSigns(other.sightings, camera))) continue;
    const strain = strainBetween(before, after, camera);
    if (strain < bestStrain) {
      bestStrain = strain;
      best = other;
    }
  }
  return best;
}

/** How hard it is to believe that two sightings are of one person: 1 is the limit. */
function strainBetween(before: Sighting, after: Sighting, camera: CameraPath): number {
  const gapS = after.timeS - before.timeS;
  const [sizeBefore, sizeAfter] = [extent(before.pose).sizePx, extent(after.pose).sizePx];
  const ratio = Math.max(sizeBefore / sizeAfter, sizeAfter / sizeBefore);
  if (gapS > MAX_GAP_S || ratio > MAX_SIZE_RATIO) return Number.POSITIVE_INFINITY;
  const expected = carried(trunk(before.pose), before.frame, after.frame, camera);
  const found = trunk(after.pose);
  const away =
    Math.hypot(found.xPx - expected.xPx, found.yPx - expected.yPx) / Math.max(sizeBefore, sizeAfter);
  return away / (NEAR + NEAR_PER_S * gapS) + gapS / (2 * MAX_GAP_S);
}
