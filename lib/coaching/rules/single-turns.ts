import type { Concept, MeasureKey } from "@/lib/analyses/schema";
import { type CoachingRule, comparisonRule } from "./coaching-rule";

interface SingleTurnAdvice {
  measure: MeasureKey;
  concept: Concept;
  /** The sign of a difference from the other turns that is a weakness. */
  worse: 1 | -1;
  cue: string;
  drill: string;
}

const SINGLE_TURN_ADVICE: readonly SingleTurnAdvice[] = [
  {
    measure: "insideHandDropT",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the inside hand up while you shape the turn.",
    drill: "Touch the inside hand to the gate's height in every turn, first in free skiing.",
  },
  {
    measure: "shoulderSteadinessDeg",
    concept: "upperBody",
    worse: 1,
    cue: "Quiet shoulders: let the legs turn underneath.",
    drill: "Poles held flat in front of the chest: keep them level with the horizon.",
  },
  {
    measure: "headSwayT",
    concept: "upperBody",
    worse: 1,
    cue: "Keep the head still and let the feet swing out.",
    drill: "Pick a tree at the bottom and keep the nose pointing at it through the turns.",
  },
  {
    measure: "initiationS",
    concept: "edgeAngle",
    worse: 1,
    cue: "Roll onto the new edge sooner after the switch.",
    drill: "Railroad turns from one edge to the other, with no flat ski in between.",
  },
  {
    measure: "buildRateDegPerS",
    concept: "edgeAngle",
    worse: -1,
    cue: "Build the edge with the same energy in every turn.",
    drill: "Hop to the new edge in short turns, landing on edged skis.",
  },
  {
    measure: "stanceWidthRatio",
    concept: "outsideSki",
    worse: 1,
    cue: "Keep the same stance width in every turn.",
    drill: "Step from ski to ski through the whole turn, then ski the same turn with quiet feet.",
  },
  {
    measure: "stanceWidthRatio",
    concept: "outsideSki",
    worse: -1,
    cue: "Keep the same stance width in every turn.",
    drill: "Step from ski to ski through the whole turn, then ski the same turn with quiet feet.",
  },
  {
    measure: "inclinationDeg",
    concept: "inclination",
    worse: -1,
    cue: "Commit to every turn as fully as to the next.",
    drill: "Lean into each turn as far as into the one before it.",
  },
  {
    measure: "durationS",
    concept: "transition",
    worse: 1,
    cue: "Keep the rhythm: let no turn run on.",
    drill: "Count every turn aloud and switch on the same beat.",
  },
  {
    measure: "foreAftT",
    concept: "ankleFlexion",
    worse: -1,
    cue: "Stay over the front of the boots in every turn.",
    drill: "Unbuckled boots on an easy slope: keep the shins against the tongues.",
  },
];

const WEIGHT = 0.7;

/** Rules for one turn that differs from the others of the run. */
export const singleTurnRules: readonly CoachingRule[] = SINGLE_TURN_ADVICE.map(
  ({ measure, concept, worse, cue, drill }) =>
    comparisonRule({
      kind: "turn",
      measure,
      concept,
      weight: WEIGHT,
      advise: (value) => (Math.sign(value) === worse ? { cue, drill } : null),
    }),
);
