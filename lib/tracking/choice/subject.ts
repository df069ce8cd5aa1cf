import type { SubjectHint } from "@/lib/analyses/schema";
import type { Frame, PersonDetector } from "@/lib/pose/ports";
import type { Crowd } from "../people/people-tracker";
import { extent } from "../people/pose-shape";
import type { Sighting, Tracklet } from "../people/tracklet";

/** Sizes of the crops that are tried around a tap where no detector sees anybody, in parts of the shorter side. */
const PROBES = [0.25, 0.45, 0.8, 0.12];
/** A tap may miss the body by this part of its size. */
const SLACK = 0.15;
const NEAR_S = 0.5;

/** Finds the person at the tapped place, looking harder than usual, and follows them alone. Null when nobody is there. */
export async function findSubject(
  frame: Frame,
  hint: SubjectHint,
  crowd: Crowd,
  detector: PersonDetector,
): Promise<Tracklet | null> {
  await crowd.meet(frame, await detector.detect(frame, { thorough: true }));
  const seen = subjectAmong(crowd.followed, hint, frame);
  if (seen) return seen;
  for (const part of PROBES) {
    const region = {
      centreXPx: hint.x * frame.widthPx,
      centreYPx: hint.y * frame.heightPx,
      sidePx: part * Math.min(frame.widthPx, frame.heightPx),
      rollRad: 0,
    };
    const tracklet = await crowd.begin(frame, region);
    if (tracklet && subjectAmong([tracklet], hint, frame)) return tracklet;
  }
  return null;
}

/** The one who is at the tapped place at that time (nearly); the nearest when several are. */
export function subjectAmong<T extends { sightings: readonly Sighting[] }>(
  people: readonly T[],
  hint: SubjectHint,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): T | null {
  let best: T | null = null;
  let bestAway = 1;
  for (const person of people) {
    const sighting = nearestInTime(person.sightings, hint.atS);
    if (!sighting || Math.abs(sighting.timeS - hint.atS) > NEAR_S) continue;
    const { xPx, yPx, sizePx } = extent(sighting.pose);
    const away = Math.hypot(hint.x * widthPx - xPx, hint.y * heightPx - yPx) / (sizePx * (0.5 + SLACK));
    if (away < bestAway) {
      bestAway = away;
      best = person;
    }
  }
  return best;
}

function nearestInTime(sightings: readonly Sighting[], atS: number): Sighting | undefined {
  const after = sightings.findIndex(({ timeS }) => timeS >= atS);
  if (after === -1) return sightings.at(-1);
  const before = sightings[after - 1];
  const next = sightings[after]!;
  return before && atS - before.timeS < next.timeS - atS ? before : next;
}
