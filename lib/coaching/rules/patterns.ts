import type { Turn } from "@/lib/analyses/schema";
import { evidenceOf, type Finding, type Rule, shownIn, valuesOf } from "./finding";

/** Knees this close, as a share of the ankles' gap, while the shins differ by this much: what coaches call an A-frame. */
const KNEE_GAP = 0.7;
const SHINS_APART_DEG = 10;

/** How many times its uncertainty a turn is inside the definition of an A-frame; 0 or less when it is not. */
function aFrameSize(turn: Turn): number {
  const gap = shownIn(turn, "aFrameRatio");
  const shins = shownIn(turn, "shinMatchDeg");
  if (!gap || !shins) return 0;
  return Math.min(
    (KNEE_GAP - gap.value) / gap.plusMinus,
    (Math.abs(shins.value) - SHINS_APART_DEG) / shins.plusMinus,
  );
}

const aFrame: Rule = ({ turns }): Finding | null => {
  const framed = turns
    .map((turn) => ({ turn, size: aFrameSize(turn) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size);
  const clearest = framed[0];
  // In a single turn knees come together for many reasons.
  if (!clearest || framed.length < 2) return null;
  const turn = clearest.turn;
  const gap = shownIn(turn, "aFrameRatio")!;
  const shins = shownIn(turn, "shinMatchDeg")!;
  return {
    concept: "edgeAngle",
    measure: "aFrameRatio",
    // Errors of single turns average out when several of them agree.
    size: (framed.reduce((sum, { size }) => sum + size, 0) / framed.length) * Math.sqrt(framed.length),
    weight: 0.9,
    cue: "Roll the inside knee into the turn with the outside one.",
    why: `In ${framed.length === turns.length ? "every turn" : "several turns"} the knees come together while the shins stay apart: in turn ${turn.index} by ${Math.abs(shins.value)} degrees, with a knee gap of ${gap.value} of the ankles' gap.`,
    drill: "Hold a ball or a glove between the knees in slow turns and keep the gap the same.",
    evidence: [
      evidenceOf({ turn, shown: gap }, "aFrameRatio"),
      evidenceOf({ turn, shown: shins }, "shinMatchDeg"),
    ],
  };
};

const RHYTHM_CLEAR_OF_CHANCE = 2;

/** Turn times that vary more than the switches' own uncertainty explains. A course set unevenly asks for it, so it counts for less. */
const rhythm: Rule = ({ turns, summary }): Finding | null => {
  const durations = valuesOf(turns, "durationS");
  const { rhythmCv } = summary;
  if (rhythmCv === null || durations.length < 5) return null;
  const mean = durations.reduce((sum, { shown }) => sum + shown.value, 0) / durations.length;
  const error = durations.reduce((sum, { shown }) => sum + shown.plusMinus, 0) / durations.length / mean;
  const sorted = [...durations].sort((a, b) => b.shown.value - a.shown.value);
  const longest = sorted[0]!;
  const shortest = sorted.at(-1)!;
  return {
    concept: "transition",
    measure: "durationS",
    size: rhythmCv / error / RHYTHM_CLEAR_OF_CHANCE,
    weight: 0.6,
    cue: "Give every turn the same time.",
    why: `Turn ${longest.turn.index} takes ${longest.shown.value} s and turn ${shortest.turn.index} takes ${shortest.shown.value} s.`,
    drill: "Sing or count an even beat and switch on it, first without gates.",
    evidence: [evidenceOf(longest, "durationS"), evidenceOf(shortest, "durationS")],
  };
};

export const patternRules: readonly Rule[] = [aFrame, rhythm];
