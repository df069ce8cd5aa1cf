import { describe, expect, it } from "vitest";
import { RUN } from "@/tests/bedrock/run";
import type { CoachedAnalysis } from "./material";
import { chooseMoments, MAX_MOMENTS } from "./moments";
import { rulesFeedback } from "./rules-engine";

const longer = (count: number): CoachedAnalysis => ({
  ...RUN,
  turns: Array.from({ length: count }, (_, i) => ({
    ...RUN.turns[i % 8]!,
    index: i + 1,
    startS: i,
    apexS: i + 0.4,
    endS: i + 1,
  })),
});

describe("chooseMoments", () => {
  it("returns at most twelve moments in order of time, each a time of the analysis", () => {
    for (const analysis of [RUN, longer(1), longer(5), longer(13), longer(200)]) {
      const moments = chooseMoments(analysis);
      expect(moments.length).toBeLessThanOrEqual(MAX_MOMENTS);
      expect(moments.map(({ atS }) => atS)).toEqual(moments.map(({ atS }) => atS).sort((a, b) => a - b));
      for (const { turn, kind, atS } of moments) {
        const { startS, apexS } = analysis.turns.find(({ index }) => index === turn)!;
        expect(atS).toBe(kind === "apex" ? apexS : startS);
      }
    }
  });

  it("returns the turns that the rules engine cites, and switches", () => {
    const analysis = longer(60);
    const shown = chooseMoments(analysis);
    const apexes = shown.flatMap(({ kind, turn }) => (kind === "apex" ? turn : []));
    const cited = rulesFeedback({ analysis }).focus!.evidence.flatMap(({ turn }) => turn ?? []);
    expect(cited.length).toBeGreaterThan(0);
    expect(apexes).toEqual(expect.arrayContaining(cited));
    expect(shown.some(({ kind }) => kind === "switch")).toBe(true);
  });

  it("returns the photo itself for a photo", () => {
    expect(chooseMoments({ ...RUN, turns: [], still: { measures: {} } })).toEqual([
      { atS: 0, kind: "photo", turn: null },
    ]);
  });
});
