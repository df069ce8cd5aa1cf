import type { Concept, MeasureKey } from "@/lib/analyses/schema";
import { type CoachingRule, comparisonRule } from "./coaching-rule";

interface FadeAdvice {
  measure: MeasureKey;
  concept: Concept;
  /** The sign of a change towards the end of the run that is a weakness. */
  worse: 1 | -1;
  cue: string;
  drill: string;
}

const FADE_ADVICE: readonly FadeAdvice[] = [
  {
    measure: "inclinationDeg",
    concept: "inclination",
    worse: -1,
    cue: "Keep tipping as far in the last turns as in the first.",
    drill: "Full runs: ski the last turns with the lean of the first turns.",
  },
  {
    measure: "angulationDeg",
    concept: "angulation",
    worse: -1,
    cue: "Keep the chest over the outside ski right to the end.",
    drill: "Outside hand on the outside hip in every turn, down to the last one.",
  },
  {
    measure: "buildRateDegPerS",
    concept: "edgeAngle",
    worse: -1,
    cue: "Build the edge as quickly at the bottom as at the top.",
    drill: "Short runs at full intensity, stopping as soon as the turns begin slowly.",
  },
  {
    measure: "initiationS",
    concept: "edgeAngle",
    worse: 1,
    cue: "Stay early: build the edge as soon as in the first turns.",
    drill: "Look one gate further ahead in the last part of the run.",
  },
  {
    measure: "handHeightT",
    concept: "upperBody",
    worse: -1,
    cue: "Hands up and in front until the last turn.",
    drill: "Carry the poles flat across both hands like a tray for the whole run.",
  },
  {
    measure: "shoulderSteadinessDeg",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the shoulders as quiet at the end as at the start.",
    drill: "Hands on the hips in the last part of the run, with a silent upper body.",
  },
  {
    measure: "insideHandDropT",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the inside hand up until the last turn.",
    drill: "Point the inside hand at the next turn before every switch.",
  },
  {
    measure: "legLengthRatio",
    concept: "longShortLeg",
    worse: -1,
    cue: "Keep the outside leg long to the end of the run.",
    drill: "Lift the inside ski's tail a little in every turn of the last part.",
  },
];

/** Rules for what changes from the first third of the run to the last. */
export const fadeRules: readonly CoachingRule[] = FADE_ADVICE.map(({ measure, concept, worse, cue, drill }) =>
  comparisonRule({
    kind: "fade",
    measure,
    concept,
    weight: 1,
    advise: (value) => (Math.sign(value) === worse ? { cue, drill } : null),
  }),
);
