import { mean } from "@/lib/pose/statistics";
import { evidenceOf, extreme, valuesOf } from "../findings/turn-values";
import type { CoachingRule } from "./coaching-rule";

const A_FRAME_WEIGHT = 0.9;

const aFrame: CoachingRule = ({ supported }) => {
  const found = supported.find(({ finding }) => finding.kind === "aFrame");
  if (found?.finding.kind !== "aFrame") return null;
  const { id, turn } = found.finding;
  return {
    measure: "aFrameRatio",
    rank: found.size * A_FRAME_WEIGHT,
    focus: {
      concept: "edgeAngle",
      cue: "Roll the inside knee into the turn with the outside one.",
      why: `{finding${id}}. In {turn${turn}} the shin match is {turn${turn}.shinMatchDeg} and the knee gap {turn${turn}.aFrameRatio}.`,
      drill: "Hold a ball or a glove between the knees in slow turns and keep the gap the same.",
      evidence: found.evidence,
    },
  };
};

const LEAST_TURNS_FOR_RHYTHM = 5;
/** Turn times also vary by chance and by the course: the threshold is higher and the weight lower. */
const CLEAR_RHYTHM_ERRORS = 4;
const RHYTHM_WEIGHT = 0.3;

/** Turn times that vary more than the error of the switches explains. */
const rhythm: CoachingRule = ({ analysis: { turns, summary } }) => {
  const durations = valuesOf(turns, "durationS");
  const longest = extreme(durations, 1);
  const shortest = extreme(durations, -1);
  const { rhythmCv } = summary;
  if (rhythmCv === null || durations.length < LEAST_TURNS_FOR_RHYTHM || !longest || !shortest) return null;
  const errorS = mean(durations.map(({ shown }) => shown.plusMinus));
  const size = (rhythmCv * mean(durations.map(({ shown }) => shown.value))) / errorS;
  if (!(size >= CLEAR_RHYTHM_ERRORS)) return null;
  const takes = ({ turn: { index } }: typeof longest) => `{turn${index}} takes {turn${index}.durationS}`;
  return {
    measure: "durationS",
    rank: size * RHYTHM_WEIGHT,
    focus: {
      concept: "transition",
      cue: "Give every turn the same time.",
      why: `${takes(longest)} and ${takes(shortest)}.`,
      drill: "Sing or count an even beat and switch on it, first without gates.",
      evidence: [evidenceOf(longest, "durationS"), evidenceOf(shortest, "durationS")],
    },
  };
};

export const patternRules: readonly CoachingRule[] = [aFrame, rhythm];
