import { bodyTiltDeg } from "@/lib/pose/posture";
import type { Observation } from "@/lib/tracking/people/tracklet";

/** Sigma of a Gaussian with the bandwidth of the 3 Hz low-pass that the measures use for the apexes. */
const SIGMA_S = 0.044;
export const PEAK_REACH_S = 0.1;
const MIN_LEAN_DEG = 5.157;

/**
 * Returns the index of the peak of the smoothed lean that the newest observation completes, once for each
 * peak; otherwise null.
 */
export function findLeanPeak(observations: readonly Observation[]): number | null {
  const newest = observations.at(-1);
  if (!newest) return null;
  const next = observations.findLastIndex(({ timeS }) => timeS <= newest.timeS - PEAK_REACH_S);
  if (next < 2) return null;
  const [before, here, after] = [next - 2, next - 1, next].map((index) =>
    Math.abs(smoothedLeanDeg(observations, index)),
  );
  return here! >= MIN_LEAN_DEG && here! >= before! && here! > after! ? next - 1 : null;
}

function smoothedLeanDeg(observations: readonly Observation[], center: number): number {
  const centerS = observations[center]!.timeS;
  let sum = 0;
  let weights = 0;
  const add = (index: number): boolean => {
    const observation = observations[index];
    const offsetS = observation ? observation.timeS - centerS : Number.POSITIVE_INFINITY;
    if (!observation || Math.abs(offsetS) > PEAK_REACH_S) return false;
    const weight = Math.exp(-(offsetS ** 2) / (2 * SIGMA_S ** 2));
    sum += weight * bodyTiltDeg(observation.pose);
    weights += weight;
    return true;
  };
  for (let index = center; add(index); index++);
  for (let index = center - 1; add(index); index--);
  return sum / weights;
}
