import { describe, expect, it } from "vitest";
import { isShown, type ShownValue, summarySchema, type Turn } from "@/lib/analyses/schema";
import { measureScene } from "@/tests/accuracy/measured-scene";
import { seeded } from "@/tools/synthetic-skier/turn-signal";
import { summarize } from "./summarize";

/** Consecutive turns of these durations, each with a standard error of `plusMinus`. */
function turnsOf(durationsS: readonly number[], plusMinus: number): Turn[] {
  let startS = 0;
  return durationsS.map((durationS, i) => {
    const endS = startS + durationS;
    const turn: Turn = {
      index: i + 1,
      side: i % 2 === 0 ? "left" : "right",
      startS,
      apexS: (startS + endS) / 2,
      endS,
      confidence: 0.9,
      measures: { durationS: { value: durationS, plusMinus, confidence: 0.9 } },
    };
    startS = endS;
    return turn;
  });
}

function durationVariation(durationsS: readonly number[], plusMinus: number): ShownValue {
  const { rhythmCv, consistency } = summarize(turnsOf(durationsS, plusMinus), "front");
  if (!isShown(consistency.durationS)) throw new Error("withheld");
  expect(rhythmCv).toBe(consistency.durationS.value);
  return consistency.durationS;
}

describe("cadence and consistency of durations", () => {
  it("are null when the turns cannot be timed", () => {
    const { run } = measureScene({ fps: 20 });
    expect(run.turns.length).toBeGreaterThan(3);
    expect(run.limits.join()).toContain("turns cannot be timed");
    expect(run.summary).toMatchObject({ cadenceHz: null, cadencePlusMinusHz: null, rhythmCv: null });
  });

  it("have a standard error that contains that of the switches", () => {
    const { cadenceHz, cadencePlusMinusHz } = summarize(turnsOf(Array(9).fill(0.8), 0.04), "front");
    expect(cadenceHz).toBe(1.25);
    expect(cadencePlusMinusHz).toBeCloseTo(0.04 / 3 / 0.8 ** 2, 2);
  });

  it("are within two standard errors of zero when durations differ by the errors of the switches only", () => {
    const random = seeded(3);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let within = 0;
    for (let run = 0; run < 50; run++) {
      const { value, plusMinus } = durationVariation(
        Array.from({ length: 8 }, () => 0.8 + 0.042 * normal()),
        0.042,
      );
      if (value <= 2 * plusMinus) within++;
    }
    // Two standard errors contain the truth in 95 % of cases.
    expect(within).toBeGreaterThanOrEqual(47);
  });

  it("exceed three standard errors when durations differ by much more than the errors of the switches", () => {
    const { value, plusMinus } = durationVariation([0.6, 1, 0.6, 1, 0.6, 1, 0.6, 1], 0.042);
    expect(value).toBeGreaterThan(3 * plusMinus);
  });

  it("are parsed in results of engines that had no standard errors", () => {
    const old = { turnCount: 2, cadenceHz: 1.49, rhythmCv: 0.1, symmetry: {}, consistency: {}, fade: {} };
    expect(summarySchema.parse(old)).toEqual(old);
  });
});
