import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Feedback, outcomeOf } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../analysis";
import { checkGrounded } from ".";

const analysis: CoachedAnalysis = {
  turns: [
    {
      index: 1,
      side: "left",
      startS: 0.652,
      apexS: 1.021,
      endS: 1.4,
      confidence: 0.8,
      measures: {
        inclinationDeg: { value: 41.2, plusMinus: 3.1, confidence: 0.8 },
        kneeFlexionOutsideDeg: { withheld: "view" },
      },
    },
  ],
  summary: {
    turnCount: 1,
    cadenceHz: 1.34,
    rhythmCv: null,
    symmetry: { inclinationDeg: { value: -33.2, plusMinus: 9.1, confidence: 0.8 } },
    consistency: { durationS: { value: 0.036, plusMinus: 0.009, confidence: 0.8 } },
    fade: {},
  },
  still: null,
  view: { facing: "front", offAxisDeg: 12, confidence: 0.9 },
  outcome: outcomeOf("measured"),
  limits: [],
};

const saying = (why: string, changes: Partial<NonNullable<Feedback["focus"]>> = {}): Feedback => ({
  engine: "rules",
  focus: {
    concept: "inclination",
    cue: "Lean.",
    why,
    drill: "Turns.",
    evidence: [{ turn: 1, atS: 1.021, measure: "inclinationDeg", statistic: "value", value: 41.2 }],
    ...changes,
  },
  strengths: [],
  notes: [],
});

describe("checkGrounded", () => {
  it("passes what was measured, as it is written: rounded, without its sign, or a variation in percent", () => {
    for (const text of [
      "In turn 1 you lean 41.2 degrees.",
      "You lean 41 degrees, plus or minus 3.1.",
      "Right turns lean 33.2 percent less.",
      "Turn time varies by 3.6 percent.",
      "At 1.02 s, and at 0.7 s.",
      "One of your turns.",
    ]) {
      expect(checkGrounded(saying(text), { analysis })).toEqual([]);
    }
  });

  it("catches any number that was not measured, wherever it is written", () => {
    const written = fc.integer({ min: 4300, max: 99999 }).map((hundredths) => (hundredths / 100).toFixed(2));
    fc.assert(
      fc.property(written, fc.nat(4), (number, place) => {
        const text = `That is ${number} too much`;
        const feedback = saying("Fine.");
        const remark = { text, evidence: [] };
        if (place === 0) feedback.focus!.cue = text;
        if (place === 1) feedback.focus!.why = text;
        if (place === 2) feedback.focus!.drill = text;
        if (place === 3) feedback.strengths.push(remark);
        if (place === 4) feedback.notes.push(remark);
        expect(checkGrounded(feedback, { analysis })).toHaveLength(1);
      }),
    );
  });

  it("catches more decimals than were measured", () => {
    expect(checkGrounded(saying("You lean 41.24 degrees."), { analysis })).toHaveLength(1);
  });

  it("catches evidence with another value, another time, a withheld measure or a turn that is not there", () => {
    const evidence = {
      turn: 1,
      atS: 1.021,
      measure: "inclinationDeg",
      statistic: "value",
      value: 41.2,
    } as const;
    for (const wrong of [
      { ...evidence, value: 41.3 },
      { ...evidence, atS: 1.03 },
      { ...evidence, measure: "kneeFlexionOutsideDeg" as const },
      { ...evidence, turn: 2 },
      { ...evidence, turn: null },
      { ...evidence, statistic: "symmetry" as const },
    ]) {
      expect(checkGrounded(saying("Fine.", { evidence: [wrong] }), { analysis })).not.toEqual([]);
    }
  });

  it("takes a fact about the whole run from the summary", () => {
    const whole = {
      turn: null,
      atS: 1.021,
      measure: "inclinationDeg",
      statistic: "symmetry",
      value: -33.2,
    } as const;
    expect(checkGrounded(saying("Fine.", { evidence: [whole] }), { analysis })).toEqual([]);
    const mistaken = { ...whole, statistic: "fade" } as const;
    expect(checkGrounded(saying("Fine.", { evidence: [mistaken] }), { analysis })).toHaveLength(1);
  });
});
