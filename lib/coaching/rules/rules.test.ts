import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Feedback, feedbackSchema, type MeasureKey, measureKeys } from "@/lib/analyses/schema";
import { measureRun } from "@/lib/measuring/measure-run";
import { summarize } from "@/lib/measuring/summary/summarize";
import { type Scene, surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { runOf } from "@/tests/bedrock/alternating-turns";
import { factsOf } from "../facts";
import { groundingFaults } from "../grounding";
import type { CoachedAnalysis } from "../material";
import { renderFeedback } from "../schema/render";
import { COACHING_RULES, writeByRules } from ".";

const write = (analysis: CoachedAnalysis) => writeByRules(factsOf(analysis));
const read = (analysis: CoachedAnalysis) => renderFeedback(write(analysis), analysis);
const faults = (feedback: Feedback, analysis: CoachedAnalysis) =>
  groundingFaults(feedback, factsOf(analysis));

function analyse(scene: Scene, noisePx = 3): CoachedAnalysis {
  const truth = surveyScene(scene);
  return measureRun({ track: trackOfTruth(truth, noisePx), fps: truth.fps, kind: "video", cutsS: [] });
}

describe("the rules engine", () => {
  it("proposes the side that leans less when the difference is clearer than the noise", () => {
    const analysis = runOf({ inclinationDeg: [48, 34, 47, 33, 49, 34, 48, 35] }, 2);
    const { focus } = write(analysis);
    expect(focus?.concept).toBe("inclination");
    expect(focus?.cue).toBe("Tip into right turns as far as into left turns.");
    expect(focus?.evidence.map(({ turn }) => turn)).toEqual([null, 4, 5]);
    expect(faults(write(analysis), analysis)).toEqual([]);
  });

  it("has no focus for a difference that noise explains", () => {
    const analysis = runOf({ inclinationDeg: [42, 40, 41, 40, 42, 39, 41, 40] }, 3);
    const { focus, notes } = read(analysis);
    expect(focus).toBeNull();
    expect(notes.some(({ text }) => text.startsWith("Nothing stands out"))).toBe(true);
  });

  it("proposes what fades towards the end of the run", () => {
    const analysis = runOf({ handHeightT: [0.52, 0.5, 0.51, 0.4, 0.41, 0.39, 0.2, 0.22, 0.2] }, 0.04);
    const { focus } = write(analysis);
    expect(focus?.concept).toBe("upperBody");
    expect(focus?.cue).toContain("Hands up");
    expect(focus?.evidence[0]).toMatchObject({ turn: null, measure: "handHeightT" });
  });

  it("proposes the one turn in which the inside hand drops", () => {
    const analysis = runOf({ insideHandDropT: [0.05, 0.06, 0.04, 0.62, 0.05, 0.07, 0.05] }, 0.05);
    const { focus } = write(analysis);
    expect(focus?.evidence[0]).toMatchObject({ turn: 4, atS: 3.5, value: 0.62 });
    expect(focus?.cue).toContain("inside hand");
  });

  it("calls it an A-frame only when knees come together while the shins stay apart", () => {
    const knees = [0.4, 0.41, 0.42, 0.4, 0.43];
    const framed = runOf({ aFrameRatio: knees }, 0.05);
    expect(write(framed).focus).toBeNull();
    const analysis = runOf({ aFrameRatio: knees }, 0.05);
    analysis.turns.forEach((turn) => {
      turn.measures.shinMatchDeg = { value: 24, plusMinus: 4, confidence: 0.9 };
    });
    expect(write(analysis).focus?.cue).toContain("inside knee");
    expect(faults(write(analysis), analysis)).toEqual([]);
  });

  it("has no focus for too few turns or a photo, and says why", () => {
    const short = runOf({ inclinationDeg: [48, 20, 47] }, 1);
    expect(write(short).focus).toBeNull();
    expect(read(short).notes[0]?.text).toContain("Only 3 whole turns were seen");
    const photo = { ...short, turns: [], summary: summarize([], "front"), still: { measures: {} } };
    expect(read(photo).notes[0]?.text).toContain("A photo");
  });

  it("writes the same feedback for the same analysis, all of it measured, with a cue of at most twelve words", () => {
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
        const feedback = feedbackSchema.parse(write(analysis));
        expect(write(analysis)).toEqual(feedback);
        expect(faults(feedback, analysis)).toEqual([]);
        expect(feedback.strengths.length).toBeLessThanOrEqual(2);
        expect((feedback.focus?.cue ?? "").split(/\s+/).length).toBeLessThanOrEqual(12);
      }),
    );
  });

  it("states only what was measured in every rule, whether its focus is chosen or not", () => {
    const growing = (i: number) => [2, 1, 4, 3, 6, 5, 8, 7, 9][i]! + (i % 2);
    const uneven = (i: number) => (i % 2 ? 8 : 3) + i / 1000;
    const odd = (i: number) => (i === 4 ? 9 : 5 + i / 1000);
    const shapes = [growing, uneven, odd];
    const all = [
      ...shapes,
      ...shapes.map((shape) => (i: number) => 12 - shape(i)),
      (i: number) => 0.4 + growing(i) / 100,
    ].map((value) => {
      const values = Object.fromEntries(
        measureKeys.map((key) => [key, Array.from({ length: 9 }, (_, i) => value(i))]),
      );
      return runOf({ ...values, aFrameRatio: Array(9).fill(0), shinMatchDeg: Array(9).fill(24) }, 0.01);
    });
    for (const rule of COACHING_RULES) {
      const said = all.flatMap((analysis) => {
        const proposed = rule(factsOf(analysis));
        if (!proposed) return [];
        const feedback = { engine: "rules" as const, focus: proposed.focus, strengths: [], notes: [] };
        return [faults(feedback, analysis)];
      });
      expect(said.length).toBeGreaterThan(0);
      expect(said.flat()).toEqual([]);
    }
  });

  it("finds the weaker side of an uneven skier and none of an even one", () => {
    const scene = { durationS: 8 };
    const even = read(analyse(scene));
    expect(even.focus?.why ?? "").not.toContain("lean at the apex is");
    const uneven = analyse({ ...scene, skiing: { leanLeftDeg: 50, leanRightDeg: 32 } });
    const feedback = write(uneven);
    expect(feedback.focus?.cue).toContain("right");
    expect(faults(feedback, uneven)).toEqual([]);
  });
});
