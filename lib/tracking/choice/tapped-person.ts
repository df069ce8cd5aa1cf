import type { SubjectHint } from "@/lib/analyses/schema";
import { pixelDistance } from "@/lib/pose/geometry";
import type { Frame, PersonDetector } from "@/lib/pose/ports";
import { bodyBox, bodySizePx } from "../people/body-shape";
import type { PeopleTracker } from "../people/people-tracker";
import type { Observation, Tracklet } from "../people/tracklet";

/** Sides of the crops that are tried around a tap, as shares of the shorter side of the picture. */
const CROP_SHARES = [0.25, 0.45, 0.8, 0.12];
const TAP_TOLERANCE = 0.15;
const NEAR_S = 0.5;

/**
 * Finds the person at the tapped position with thorough detection, then with crops around it. Null when there
 * is none.
 */
export async function findTappedPerson(
  frame: Frame,
  hint: SubjectHint,
  people: PeopleTracker,
  detector: PersonDetector,
): Promise<Tracklet | null> {
  await people.addDetections(frame, await detector.detect(frame, { thorough: true }));
  const detected = personAtHint(people.tracked, hint, frame);
  if (detected) return detected;
  for (const share of CROP_SHARES) {
    const region = {
      centreXPx: hint.x * frame.widthPx,
      centreYPx: hint.y * frame.heightPx,
      sidePx: share * Math.min(frame.widthPx, frame.heightPx),
      rollRad: 0,
    };
    const tracklet = await people.startTracklet(frame, region);
    if (tracklet && personAtHint([tracklet], hint, frame)) return tracklet;
  }
  return null;
}

/** The person nearest to the tapped position around the time of the tap; null when nobody is close enough. */
export function personAtHint<T extends { observations: readonly Observation[] }>(
  people: readonly T[],
  hint: SubjectHint,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): T | null {
  const tap = { xPx: hint.x * widthPx, yPx: hint.y * heightPx };
  let best: T | null = null;
  let bestDistance = 1;
  for (const person of people) {
    const observation = nearestInTime(person.observations, hint.atS);
    if (!observation || Math.abs(observation.timeS - hint.atS) > NEAR_S) continue;
    const reachPx = bodySizePx(observation.pose) * (0.5 + TAP_TOLERANCE);
    const distance = pixelDistance(tap, bodyBox(observation.pose).center) / reachPx;
    if (distance < bestDistance) {
      bestDistance = distance;
      best = person;
    }
  }
  return best;
}

function nearestInTime(observations: readonly Observation[], atS: number): Observation | undefined {
  const after = observations.findIndex(({ timeS }) => timeS >= atS);
  if (after === -1) return observations.at(-1);
  const before = observations[after - 1];
  const next = observations[after]!;
  return before && atS - before.timeS < next.timeS - atS ? before : next;
}
