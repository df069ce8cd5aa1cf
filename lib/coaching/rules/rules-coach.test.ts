import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feedbackSchema, type MeasureKey, measureKeys, outcomeOf, type Turn } from "@/lib/analyses/schema";
import { measureRun } from "@/lib/measuring/measure-run";
import { summarize } from "@/lib/measuring/summary/summarize";
import { type Scene, surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import type { CoachedAnalysis } from "../analysis";
import { checkGrounded } from "../grounding";
import { rulesCoach } from ".";
import { fadeRules } from "./fade";
import { outlierRules } from "./outliers";
import { patternRules } from "./patterns";
import { sideRules } from "./sides";

/** A run of alternating turns with the given values, each with the same plus-minus. */
function runOf(values: Partial<Record<MeasureKey, number[]>>, plusMinus: number): CoachedAnalysis {
  const count = Math.max(...Object.values(values).map((list) => list.length));
  const turns = Array.from({ length: count }, (_, i): Turn => {
    const shown = Object.entries(values).map(([key, list]) => [
      key,
      { value: list[i]!, plusMinus, confidence: 0.9 },
    ]);
    return {
      index: i + 1,
      side: i % 2 === 0 ? "left" : "right",
      startS: i,
      apexS: i + 0.5,
      endS: i + 1,
      confidence: 0.9,
      measures: Object.fromEntries(shown),
    };
  });
  return {
    turns,
    summary: summarize(turns, "front"),
    still: null,
    view: { facing: "front", offAxisDeg: 0, confidence: 1 },
    outcome: outcomeOf("measured"),
    limits: [],
  };
}

function analyse(scene: Scene, noisePx = 3): CoachedAnalysis {
  const truth = surveyScene(scene);
  return measureRun({ track: trackOfTruth(truth, noisePx), fps: truth.fps, kind: "video", cutsS: [] });
}

describe("rulesCoach", () => {
  it("works on the side that leans less when that is clearer than the noise", () => {
    const analysis = runOf({ inclinationDeg: [48, 34, 47, 33, 49, 34, 48, 35] }, 2);
    const { focus } = rulesCoach(analysis);
    expect(focus?.concept).toBe("inclination");
    expect(focus?.cue).toBe("Tip into right turns as far as into left turns.");
    expect(focus?.evidence.map(({ turn }) => turn)).toEqual([null, 4, 5]);
    expect(checkGrounded(rulesCoach(analysis), { analysis })).toEqual([]);
  });

  it("says nothing of a difference that noise explains", () => {
    const analysis = runOf({ inclinationDeg: [42, 40, 41, 40, 42, 39, 41, 40] }, 3);
    const { focus, notes } = rulesCoach(analysis);
    expect(focus).toBeNull();
    expect(notes.some(({ text }) => text.startsWith("Nothing stands out"))).toBe(true);
  });

  it("works on what fades towards the end of the run", () => {
    const analysis = runOf({ handHeightT: [0.52, 0.5, 0.51, 0.4, 0.41, 0.39, 0.2, 0.22, 0.2] }, 0.04);
    const { focus } = rulesCoach(analysis);
    expect(focus?.concept).toBe("upperBody");
    expect(focus?.cue).toContain("Hands up");
    expect(focus?.evidence[0]).toMatchObject({ turn: null, measure: "handHeightT" });
  });

  it("works on the one turn in which the inside hand drops", () => {
    const analysis = runOf({ insideHandDropT: [0.05, 0.06, 0.04, 0.62, 0.05, 0.07, 0.05] }, 0.05);
    const { focus } = rulesCoach(analysis);
    expect(focus?.evidence[0]).toMatchObject({ turn: 4, atS: 3.5, value: 0.62 });
    expect(focus?.cue).toContain("inside hand");
  });

  it("calls it an A-frame only when knees come together while the shins stay apart", () => {
    const knees = [0.4, 0.41, 0.42, 0.4, 0.43];
    const framed = runOf({ aFrameRatio: knees }, 0.05);
    expect(rulesCoach(framed).focus).toBeNull();
    const analysis = runOf({ aFrameRatio: knees }, 0.05);
    analysis.turns.forEach((turn) => {
      turn.measures.shinMatchDeg = { value: 24, plusMinus: 4, confidence: 0.9 };
    });
    expect(rulesCoach(analysis).focus?.cue).toContain("inside knee");
    expect(checkGrounded(rulesCoach(analysis), { analysis })).toEqual([]);
  });

  it("has no focus for too few turns or a photo, and says why", () => {
    const short = runOf({ inclinationDeg: [48, 20, 47] }, 1);
    expect(rulesCoach(short).focus).toBeNull();
    expect(rulesCoach(short).notes[0]?.text).toContain("Only 3 whole turns were seen");
    const photo = { ...short, turns: [], summary: summarize([], "front"), still: { measures: {} } };
    expect(rulesCoach(photo).notes[0]?.text).toContain("A photo");
  });

  it("says the same of the same analysis, in at most a dozen words, all of it measured", () => {
    const value = fc.double({ min: 0.05, max: 60, noNaN: true }).map((x) => Math.round(x * 100) / 100);
    const keys: MeasureKey[] = [
      "durationS",
      "inclinationDeg",
      "angulationDeg",
      "legLengthRatio",
      "stanceWidthRatio",
      "insideHandDropT",
      "shoulderSteadinessDeg",
      "timeToShapingS",
      "buildRateDegPerS",
      "aFrameRatio",
      "shinMatchDeg",
      "foreAftT",
      "edgeChangeS",
      "initiationS",
      "completionS",
      "apexPosition",
    ];
    const runs = fc.record({
      values: fc.dictionary(fc.constantFrom(...keys), fc.array(value, { minLength: 9, maxLength: 9 }), {
        minKeys: 1,
      }),
      plusMinus: fc.constantFrom(0.02, 0.3, 4),
    });
    fc.assert(
      fc.property(runs, ({ values, plusMinus }) => {
        const analysis = runOf(values, plusMinus);
        const feedback = feedbackSchema.parse(rulesCoach(analysis));
        expect(rulesCoach(analysis)).toEqual(feedback);
        expect(checkGrounded(feedback, { analysis })).toEqual([]);
        expect(feedback.strengths.length).toBeLessThanOrEqual(2);
        expect((feedback.focus?.cue ?? "").split(/\s+/).length).toBeLessThanOrEqual(12);
      }),
    );
  });

  it("says only what was measured in every rule there is, whether it would win or not", () => {
    const growing = (i: number) => [2, 1, 4, 3, 6, 5, 8, 7, 9][i]! + (i % 2);
    const all = [growing, (i: number) => 12 - growing(i), (i: number) => 0.4 + growing(i) / 100].map(
      (value) => {
        const values = Object.fromEntries(
          measureKeys.map((key) => [key, Array.from({ length: 9 }, (_, i) => value(i))]),
        );
        return runOf({ ...values, aFrameRatio: Array(9).fill(0), shinMatchDeg: Array(9).fill(24) }, 0.01);
      },
    );
    for (const rule of [...sideRules, ...fadeRules, ...patternRules, ...outlierRules]) {
      const said = all.flatMap((analysis) => {
        const found = rule(analysis);
        if (!found) return [];
        const feedback = { engine: "rules" as const, focus: found, strengths: [], notes: [] };
        return [checkGrounded(feedback, { analysis })];
      });
      expect(said.length).toBeGreaterThan(0);
      expect(said.flat()).toEqual([]);
    }
  });

  it("finds the weaker side of a skier who really has one, and none in one who has not", () => {
    const scene = { durationS: 8 };
    const even = rulesCoach(analyse(scene));
    expect(even.focus?.why ?? "").not.toContain("lean less");
    const uneven = analyse({ ...scene, skiing: { leanLeftDeg: 50, leanRightDeg: 32 } });
    const feedback = rulesCoach(uneven);
    expect(feedback.focus?.cue).toContain("right");
    expect(checkGrounded(feedback, { analysis: uneven })).toEqual([]);
  });
});
