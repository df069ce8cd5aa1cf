import { type Concept, isShown, type MeasureKey } from "@/lib/analyses/schema";
import { evidenceOf, extreme, type Finding, inWords, type Rule, valuesOf } from "./finding";

interface FadeRule {
  measure: MeasureKey;
  concept: Concept;
  /** The way in which a run gets worse: the value falls (-1) or grows (1) towards the end. */
  worse: 1 | -1;
  cue: string;
  why: (change: string) => string;
  drill: string;
}

/** What fades towards the end of a run when legs and head get tired. */
const FADE_RULES: readonly FadeRule[] = [
  {
    measure: "inclinationDeg",
    concept: "inclination",
    worse: -1,
    cue: "Keep tipping as far in the last turns as in the first.",
    why: (change) => `The lean at the apex is ${change} less in the last third of the run than in the first.`,
    drill: "Full runs in which only the last turns count: start them with the lean of the first.",
  },
  {
    measure: "angulationDeg",
    concept: "angulation",
    worse: -1,
    cue: "Keep the chest over the outside ski right to the end.",
    why: (change) => `Angulation is ${change} less in the last third of the run than in the first.`,
    drill: "Outside hand on the outside hip in every turn, down to the last one.",
  },
  {
    measure: "buildRateDegPerS",
    concept: "edgeAngle",
    worse: -1,
    cue: "Build the edge as quickly at the bottom as at the top.",
    why: (change) => `Towards the end of the run the lean grows ${change} slower than at its start.`,
    drill: "Short runs at full intensity, stopping before the quick start of the turn is lost.",
  },
  {
    measure: "timeToShapingS",
    concept: "edgeAngle",
    worse: 1,
    cue: "Stay early: build the edge as soon as in the first turns.",
    why: (change) =>
      `In the last third of the run you come to the shaping phase ${change} later than in the first.`,
    drill: "Look one gate further ahead in the lower half of the run.",
  },
  {
    measure: "handHeightT",
    concept: "upperBody",
    worse: -1,
    cue: "Hands up and in front until the last turn.",
    why: (change) => `Your hands sink by ${change} from the first third of the run to the last.`,
    drill: "Carry the poles flat across both hands like a tray for the whole run.",
  },
  {
    measure: "shoulderSteadinessDeg",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the shoulders as quiet at the end as at the start.",
    why: (change) => `Shoulder level moves ${change} more in the last third of the run than in the first.`,
    drill: "Hands on the hips, the lower half of the run in silence of the upper body.",
  },
  {
    measure: "insideHandDropT",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the inside hand up until the last turn.",
    why: (change) => `The inside hand drops ${change} more in the last third of the run than in the first.`,
    drill: "Point the inside hand at the next turn before every switch.",
  },
  {
    measure: "legLengthRatio",
    concept: "longShortLeg",
    worse: -1,
    cue: "Keep the outside leg long to the end of the run.",
    why: (change) =>
      `Outside over inside leg length falls by ${change} from the first third of the run to the last.`,
    drill: "Lift the inside ski's tail a little in every turn of the lower half.",
  },
];

const toRule =
  ({ measure, concept, worse, cue, why, drill }: FadeRule): Rule =>
  ({ turns, summary }): Finding | null => {
    const fade = summary.fade[measure];
    if (!isShown(fade) || fade.plusMinus === 0 || Math.sign(fade.value) !== worse) return null;
    const third = Math.floor(turns.length / 3);
    const first = extreme(valuesOf(turns.slice(0, third), measure), worse === 1 ? -1 : 1);
    const last = extreme(valuesOf(turns.slice(turns.length - third), measure), worse);
    if (!first || !last) return null;
    return {
      concept,
      measure,
      size: Math.abs(fade.value) / fade.plusMinus,
      weight: 1,
      cue,
      why: why(inWords(measure, fade.value)),
      drill,
      evidence: [
        { turn: null, atS: last.turn.apexS, measure, statistic: "fade", value: fade.value },
        evidenceOf(last, measure),
        evidenceOf(first, measure),
      ],
    };
  };

export const fadeRules: readonly Rule[] = FADE_RULES.map(toRule);
