import { leanRad, type Sighting } from "@/lib/tracking";

/** Of a bell that passes what a 3 Hz low-pass passes: the measures place apexes on such a curve. */
const SIGMA_S = 0.044;
/** How far to either side the bell is summed. */
export const PEAK_REACH_S = 0.1;
const LEAST_LEAN_RAD = 0.09;

/**
 * The place in `sightings` of a peak of the smoothed lean, as soon as enough has been seen after it: at most one is told
 * each time a sighting is added. Null when the newest sighting completes none. A guess of where an apex will be.
 */
export function leanPeak(sightings: readonly Sighting[]): number | null {
  const newest = sightings.at(-1);
  if (!newest) return null;
  const next = sightings.findLastIndex(({ timeS }) => timeS <= newest.timeS - PEAK_REACH_S);
  if (next < 2) return null;
  const [before, here, after] = [next - 2, next - 1, next].map((at) => Math.abs(smoothed(sightings, at)));
  return here! >= LEAST_LEAN_RAD && here! >= before! && here! > after! ? next - 1 : null;
}

function smoothed(sightings: readonly Sighting[], centre: number): number {
  const middleS = sightings[centre]!.timeS;
  let sum = 0;
  let weights = 0;
  const add = (at: number): boolean => {
    const sighting = sightings[at];
    const awayS = sighting ? sighting.timeS - middleS : Number.POSITIVE_INFINITY;
    if (!sighting || Math.abs(awayS) > PEAK_REACH_S) return false;
    const weight = Math.exp(-(awayS ** 2) / (2 * SIGMA_S ** 2));
    sum += weight * leanRad(sighting.pose);
    weights += weight;
    return true;
  };
  for (let at = centre; add(at); at++);
  for (let at = centre - 1; add(at); at--);
  return sum / weights;
}
