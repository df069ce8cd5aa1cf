import { outcomeOf, type Turn } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "@/lib/coaching/material";
import { summarize } from "@/lib/measuring/summary/summarize";

const LEAN_DEG = [48.1, 34.2, 47.3, 33.4, 49, 34.5, 48.2, 35.3];

const turns = LEAN_DEG.map((value, i): Turn => {
  const startS = 0.61 + i * 0.8;
  const round = (timeS: number) => Math.round(timeS * 1000) / 1000;
  return {
    index: i + 1,
    side: i % 2 === 0 ? "left" : "right",
    startS: round(startS),
    apexS: round(startS + 0.37),
    endS: round(startS + 0.8),
    confidence: 0.9,
    measures: {
      inclinationDeg: { value, plusMinus: 2.1, confidence: 0.9 },
      durationS: { value: 0.8, plusMinus: 0.02, confidence: 0.9 },
      kneeFlexionOutsideDeg: { withheld: "view" },
    },
  };
});

/** Eight slalom turns from the front that lean less to the right. */
export const RUN: CoachedAnalysis = {
  turns,
  summary: summarize(turns, "front"),
  still: null,
  view: { facing: "front", offAxisDeg: 8, confidence: 0.9 },
  outcome: outcomeOf("measured"),
  limits: [],
};

/** A photo of one apex. */
export const PHOTO: CoachedAnalysis = {
  ...RUN,
  turns: [],
  summary: summarize([], "front"),
  still: { measures: { inclinationDeg: { value: 44.6, plusMinus: 2.4, confidence: 0.8 } } },
  outcome: outcomeOf("photo"),
};

/** An answer that is true of RUN. */
export const GOOD = {
  focus: [
    {
      concept: "inclination",
      cue: "Tip into right turns as far as into left turns.",
      why: "In {turn4} you lean {turn4.inclinationDeg}, in {turn5} you lean {turn5.inclinationDeg}.",
      drill: "Hold each right turn until the lean feels like the other side's.",
      facts: ["turn4.inclinationDeg", "turn5.inclinationDeg", "finding1"],
    },
  ],
  strengths: [{ text: "{turn1} takes {turn1.durationS}.", facts: ["turn1.durationS"] }],
  notes: [],
};

export type ScriptedAnswer = typeof GOOD;

/** GOOD with another focus. */
export const withFocus = (changes: Partial<ScriptedAnswer["focus"][number]>): ScriptedAnswer => ({
  ...GOOD,
  focus: [{ ...GOOD.focus[0]!, ...changes }],
});
