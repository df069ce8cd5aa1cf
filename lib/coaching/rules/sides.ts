import type { Concept, MeasureKey } from "@/lib/analyses/schema";
import { type CoachingRule, comparisonRule } from "./coaching-rule";

interface SideAdvice {
  measure: MeasureKey;
  concept: Concept;
  /** The side that the cue is about: that with the smaller or the larger value. */
  names: "smaller" | "larger";
  cue: (side: string, other: string) => string;
  drill: (side: string) => string;
}

const SIDE_ADVICE: readonly SideAdvice[] = [
  {
    measure: "inclinationDeg",
    concept: "inclination",
    names: "smaller",
    cue: (side, other) => `Tip into ${side} turns as far as into ${other} turns.`,
    drill: (side) =>
      `Linked medium turns on an easy slope: hold each ${side} turn until the lean feels like the other side's, then switch.`,
  },
  {
    measure: "angulationDeg",
    concept: "angulation",
    names: "smaller",
    cue: (side) => `In ${side} turns, keep the chest over the outside ski.`,
    drill: (side) =>
      `Javelin turns to the ${side}: lift the inside ski's tail across the outside ski and keep the shoulders level.`,
  },
  {
    measure: "legLengthRatio",
    concept: "longShortLeg",
    names: "smaller",
    cue: (side) => `In ${side} turns, stretch the outside leg and fold the inside one.`,
    drill: (side) =>
      `Traverse to the ${side} on the outside ski, pulling the inside knee up towards the chest.`,
  },
  {
    measure: "edgeChangeS",
    concept: "transition",
    names: "larger",
    cue: (side, other) => `Roll into ${side} turns as quickly as into ${other} turns.`,
    drill: (side) => `Short turns with a count: both skis on the new edge while saying "${side}".`,
  },
  {
    measure: "initiationS",
    concept: "edgeAngle",
    names: "larger",
    cue: (side, other) => `Build the edge as early in ${side} turns as in ${other} turns.`,
    drill: (side) => `Railroad turns: roll both ankles into every ${side} turn before anything else moves.`,
  },
  {
    measure: "completionS",
    concept: "transition",
    names: "larger",
    cue: (side, other) => `Let go of ${side} turns as early as of ${other} turns.`,
    drill: (side) => `Garlands: release every ${side} turn as soon as the skis point across the hill.`,
  },
  {
    measure: "apexPosition",
    concept: "fallLinePressure",
    names: "larger",
    cue: (side, other) => `Be at full lean earlier in ${side} turns, as in ${other} turns.`,
    drill: (side) => `Brushes above the rise line of ${side} turns: be against the ski before you pass them.`,
  },
  {
    measure: "durationS",
    concept: "fallLinePressure",
    names: "larger",
    cue: (side, other) => `Finish ${side} turns in the time of ${other} turns.`,
    drill: () => "Corridor turns between lines of brushes, the same count to both sides.",
  },
];

/** The weaker side by a difference of right minus left. */
const weakerSide = (names: SideAdvice["names"], value: number) =>
  value > 0 === (names === "larger") ? "right" : "left";

/** Rules for turns to one side that differ from those to the other. */
export const sideRules: readonly CoachingRule[] = SIDE_ADVICE.map(({ measure, concept, names, cue, drill }) =>
  comparisonRule({
    kind: "sides",
    measure,
    concept,
    weight: 1,
    advise: (value) => {
      const side = weakerSide(names, value);
      return { cue: cue(side, side === "left" ? "right" : "left"), drill: drill(side) };
    },
    sortEvidence: ([whole, ...turns], value, facts) => {
      const side = weakerSide(names, value);
      const isWeaker = (index: number | null) =>
        facts.turns.some((one) => one.index === index && one.side === side);
      return [whole!, ...turns.sort((a, b) => Number(isWeaker(b.turn)) - Number(isWeaker(a.turn)))];
    },
  }),
);
