import {
  type CameraPath,
  carried,
  type SkierSigns,
  skierScore,
  skierSigns,
  standsStill,
} from "../choice/skier-score";
import { extent, trunk } from "./pose-shape";
import type { Sighting } from "./tracklet";

/** One person followed without interruption, inside one shot. */
export type Stretch = readonly Sighting[];

/** One person through a shot: stretches in the order of time, with gaps where they were not seen. */
export interface Person {
  stretches: Stretch[];
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

/** Parts a stretch at the cuts in it: what is followed across a cut is not the same person. */
export function partAtCuts(sightings: Stretch, cutsS: readonly number[]): Stretch[] {
  const starts = [Number.NEGATIVE_INFINITY, ...cutsS];
  return starts
    .map((startS, i) => {
      const endS = starts[i + 1] ?? Number.POSITIVE_INFINITY;
      return sightings.filter(({ timeS }) => timeS >= startS && timeS < endS);
    })
    .filter(({ length }) => length > 0);
}

/**
 * The person of a stretch, with the other stretches that can be the same person before and after. Never joined across a
 * cut.
 */
export function personOf(seed: Stretch, all: readonly Stretch[], shots: Shots): Person {
  const stretches = [seed];
  const rest = new Set(all.filter((stretch) => stretch !== seed));
  for (const forward of [true, false]) {
    for (;;) {
      const edge = forward ? stretches.at(-1)! : stretches[0]!;
      const next = nearest(edge, rest, forward, shots);
      if (!next) break;
      rest.delete(next);
      if (forward) stretches.push(next);
      else stretches.unshift(next);
    }
  }
  const sightings = stretches.flat();
  const signs = skierSigns(sightings, shots.camera);
  return { stretches, sightings, signs, score: skierScore(signs) };
}

/** Everybody, the likeliest skier first; each stretch belongs to one person. */
export function people(all: readonly Stretch[], shots: Shots): Person[] {
  const found: Person[] = [];
  let rest = [...all];
  while (rest.length > 0) {
    const best = rest
      .map((seed) => personOf(seed, rest, shots))
      .reduce((a, b) => (b.score > a.score ? b : a));
    found.push(best);
    rest = rest.filter((stretch) => !best.stretches.includes(stretch));
  }
  return found;
}

function nearest(
  edge: Stretch,
  rest: ReadonlySet<Stretch>,
  forward: boolean,
  { camera, cutsS }: Shots,
): Stretch | undefined {
  let best: Stretch | undefined;
  let bestStrain = 1;
  for (const other of rest) {
    const [before, after] = forward ? [edge.at(-1)!, other[0]!] : [other.at(-1)!, edge[0]!];
    if (after.frame <= before.frame) continue;
    if (cutsS.some((cutS) => before.timeS < cutS && after.timeS >= cutS)) continue;
    const signs = skierSigns(other, camera);
    if (signs.durationS > 1 && standsStill(signs)) continue;
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
