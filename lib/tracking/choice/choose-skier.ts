import type { SubjectHint } from "@/lib/analyses/schema";
import type { Observation } from "../people/tracklet";
import { type ClipMotion, joinTracklets, personOf, splitAtCuts, type TrackedPerson } from "./join-tracklets";
import { personAtHint } from "./tapped-person";

const MIN_OBSERVATIONS = 5;
/** People seen for less than this are not counted, unless the clip is as short. */
const COUNTED_S = 0.5;

interface TrackedClip extends ClipMotion {
  widthPx: number;
  heightPx: number;
  timesS: readonly number[];
  tracklets: readonly { observations: readonly Observation[] }[];
  subject: SubjectHint | undefined;
}

interface ChosenSkier {
  skier: TrackedPerson;
  people: number;
}

/**
 * Chooses the person at the subject hint, or the one with the highest skier score. Returns `nobodyThere` when
 * nobody is at the hint, `nobody` when nobody was tracked.
 */
export function chooseSkier(clip: TrackedClip): ChosenSkier | "nobody" | "nobodyThere" {
  const { timesS, cutsS, subject } = clip;
  const segments = clip.tracklets
    .flatMap(({ observations }) => splitAtCuts(observations, cutsS))
    .filter(({ length }) => length >= Math.min(MIN_OBSERVATIONS, timesS.length));
  const people = joinTracklets(segments, clip);
  let skier = people[0];
  if (subject) {
    const tapped = personAtHint(
      segments.map((observations) => ({ observations })),
      subject,
      clip,
    );
    if (!tapped) return "nobodyThere";
    skier = personOf(tapped.observations, segments, clip);
  }
  if (!skier) return "nobody";
  const shotOfSkier = shotIndex(skier, cutsS);
  const minDurationS = Math.min(COUNTED_S, timesS.at(-1) ?? 0);
  const counted = people.filter(
    (person) => shotIndex(person, cutsS) === shotOfSkier && person.features.durationS >= minDurationS,
  );
  return { skier, people: Math.max(1, counted.length) };
}

const shotIndex = ({ observations }: TrackedPerson, cutsS: readonly number[]): number =>
  cutsS.filter((cutS) => cutS <= observations[0]!.timeS).length;
