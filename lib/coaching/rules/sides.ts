import { type Concept, type Evidence, isShown, type MeasureKey } from "@/lib/analyses/schema";
import { evidenceOf, extreme, type Finding, type Rule, valuesOf } from "./finding";

interface SideRule {
  measure: MeasureKey;
  concept: Concept;
  /** Which side is named in the cue: that with the smaller or the larger value. */
  names: "smaller" | "larger";
  cue: (side: string, other: string) => string;
  /** Begins the sentence that ends with how large the difference is. */
  why: (side: string, other: string) => string;
  drill: (side: string) => string;
}

/** What coaches work on when one side's turns differ from the other's. */
const SIDE_RULES: readonly SideRule[] = [
  {
    measure: "inclinationDeg",
    concept: "inclination",
    names: "smaller",
    cue: (side, other) => `Tip into ${side} turns as far as into ${other} turns.`,
    why: (side, other) => `At the apex you lean less in ${side} turns than in ${other} turns`,
    drill: (side) =>
      `Linked medium turns on an easy slope: hold each ${side} turn until the lean feels like the other side's, then switch.`,
  },
  {
    measure: "angulationDeg",
    concept: "angulation",
    names: "smaller",
    cue: (side) => `In ${side} turns, keep the chest over the outside ski.`,
    why: (side, other) => `You angulate less in ${side} turns than in ${other} turns`,
    drill: (side) =>
      `Javelin turns to the ${side}: lift the inside ski's tail across the outside ski and keep the shoulders level.`,
  },
  {
    measure: "legLengthRatio",
    concept: "longShortLeg",
    names: "smaller",
    cue: (side) => `In ${side} turns, stretch the outside leg and fold the inside one.`,
    why: (side, other) =>
      `Outside and inside leg are closer to the same length in ${side} turns than in ${other} turns`,
    drill: (side) =>
      `Traverse to the ${side} on the outside ski, pulling the inside knee up towards the chest.`,
  },
  {
    measure: "edgeChangeS",
    concept: "transition",
    names: "larger",
    cue: (side, other) => `Roll into ${side} turns as quickly as into ${other} turns.`,
    why: (side, other) => `Going into ${side} turns you stay near upright longer than into ${other} turns`,
    drill: (side) => `Short turns with a count: both skis on the new edge before the word "${side}" is out.`,
  },
  {
    measure: "initiationS",
    concept: "edgeAngle",
    names: "larger",
    cue: (side, other) => `Build the edge as early in ${side} turns as in ${other} turns.`,
    why: (side, other) =>
      `In ${side} turns it takes longer to get to the shaping phase than in ${other} turns`,
    drill: (side) => `Railroad turns: roll both ankles into every ${side} turn before anything else moves.`,
  },
  {
    measure: "completionS",
    concept: "transition",
    names: "larger",
    cue: (side, other) => `Let go of ${side} turns as early as of ${other} turns.`,
    why: (side, other) => `You stay longer in the end of ${side} turns than of ${other} turns`,
    drill: (side) => `Garlands: release every ${side} turn as soon as the skis point across the hill.`,
  },
  {
    measure: "apexPosition",
    concept: "fallLinePressure",
    names: "larger",
    cue: (side, other) => `Be at full lean earlier in ${side} turns, as in ${other} turns.`,
    why: (side, other) => `The largest lean comes later in ${side} turns than in ${other} turns`,
    drill: (side) =>
      `Brushes set above the rise line of ${side} turns: be against the ski before you pass them.`,
  },
  {
    measure: "durationS",
    concept: "fallLinePressure",
    names: "larger",
    cue: (side, other) => `Finish ${side} turns in the time of ${other} turns.`,
    why: (side, other) => `Your ${side} turns take longer than your ${other} turns`,
    drill: () => "Corridor turns between lines of brushes, the same count to both sides.",
  },
];

const toRule =
  ({ measure, concept, names, cue, why, drill }: SideRule): Rule =>
  ({ turns, summary }): Finding | null => {
    const symmetry = summary.symmetry[measure];
    if (!isShown(symmetry) || symmetry.plusMinus === 0) return null;
    const larger = symmetry.value > 0 ? "right" : "left";
    const smaller = larger === "right" ? "left" : "right";
    const side = names === "larger" ? larger : smaller;
    const other = side === "left" ? "right" : "left";
    const of = (which: "left" | "right") =>
      valuesOf(
        turns.filter((turn) => turn.side === which),
        measure,
      );
    const plain = extreme(of(side), names === "larger" ? 1 : -1);
    const best = extreme(of(other), names === "larger" ? -1 : 1);
    if (!plain || !best) return null;
    const whole: Evidence = {
      turn: null,
      atS: plain.turn.apexS,
      measure,
      statistic: "symmetry",
      value: symmetry.value,
    };
    return {
      concept,
      measure,
      size: Math.abs(symmetry.value) / symmetry.plusMinus,
      weight: 1,
      cue: cue(side, other),
      why: `${why(side, other)}: a difference of ${Math.abs(symmetry.value)} percent of their mean.`,
      drill: drill(side),
      evidence: [whole, evidenceOf(plain, measure), evidenceOf(best, measure)],
    };
  };

export const sideRules: readonly Rule[] = SIDE_RULES.map(toRule);
