import { describe, expect, it } from "vitest";
import { isShown, MEASURES, measureKeys } from "@/lib/analyses/schema";
import { analyzeClip, falseSwitches, kneeErrorsDeg, report, switchErrorsS } from "./analyzed-clip";
import { meanAbs } from "./mean";

const KNEE_WITHIN_DEG = 8;

describe("view from the side", () => {
  it("has the flexion of the nearer knee within 8 degrees, correct turn sides, and no lean", async () => {
    const { result, track, truth } = await analyzeClip("side");
    const switches = switchErrorsS(result, truth);
    // The camera is at the skier's left.
    const knee = kneeErrorsDeg(track, truth, "left");
    const perTurn = result.turns.flatMap(({ side, apexS, measures }) => {
      const exact = truth.turns.find(({ startS, endS }) => apexS > startS && apexS < endS);
      expect(side).toBe(exact?.side);
      const outside = measures.kneeFlexionOutsideDeg;
      if (!exact || !isShown(outside)) return [];
      const offDeg = outside.value - exact.kneeFlexionOutsideDeg;
      return [{ offDeg, offErrors: offDeg / outside.plusMinus }];
    });
    const shownKnee = meanAbs(perTurn.map(({ offDeg }) => offDeg));
    const overPlusMinus = meanAbs(perTurn.map(({ offErrors }) => offErrors));
    report("side", {
      "knee error mean deg": meanAbs(knee),
      frames: knee.length,
      turns: result.turns.length,
      "switch error max s": Math.max(...switches),
      "knees shown": perTurn.length,
      "shown knee error mean deg": shownKnee,
      "knee error over plus-minus": overPlusMinus,
    });
    expect(result.view.facing).toBe("side");
    expect(result.turns.length).toBeGreaterThan(1);
    expect(Math.max(...switches)).toBeLessThanOrEqual(0.1);
    expect(falseSwitches(result, truth)).toEqual([]);
    expect(knee.length).toBeGreaterThan(100);
    expect(meanAbs(knee)).toBeLessThanOrEqual(KNEE_WITHIN_DEG);
    expect(perTurn.length).toBeGreaterThan(0);
    expect(shownKnee).toBeLessThanOrEqual(KNEE_WITHIN_DEG);
    expect(overPlusMinus).toBeLessThan(2);
    expect(result.lean).toBeNull();
    for (const { measures } of result.turns) {
      expect(measures.inclinationDeg).toEqual({ withheld: "view" });
    }
  });
});

describe("view from 60 degrees off", () => {
  it("withholds the lean and all other measures of the front view, with a limitation that says so", async () => {
    const { result, truth } = await analyzeClip("oblique-60");
    const switches = switchErrorsS(result, truth);
    report("oblique-60", {
      "off axis deg": result.view.offAxisDeg ?? Number.NaN,
      turns: result.turns.length,
      "switch error max s": Math.max(...switches),
    });
    expect(Math.max(...switches)).toBeLessThanOrEqual(0.1);
    expect(falseSwitches(result, truth)).toEqual([]);
    expect(result.lean).toBeNull();
    for (const { measures } of result.turns) {
      for (const key of measureKeys) {
        if (MEASURES[key].view === "frontal") expect(measures[key]).toEqual({ withheld: "view" });
      }
    }
    expect(result.limits.some((limit) => limit.includes("lean"))).toBe(true);
    expect(result.view.facing).toBe("oblique");
  });
});
