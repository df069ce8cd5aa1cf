import { describe, expect, it } from "vitest";
import type { Summary } from "@/lib/analyses/schema";
import { evidenceWords } from "./evidenceWords";

const shown = (value: number) => ({ value, plusMinus: 1, confidence: 1 });
const summary: Summary = {
  turnCount: 8,
  cadenceHz: 1.2,
  rhythmCv: 0.1,
  symmetry: { inclinationDeg: shown(-31.5) },
  consistency: { buildRateDegPerS: shown(0.057) },
  fade: { handHeightT: shown(0.12) },
};

describe("the number behind a sentence", () => {
  it("is a percentage where it compares the sides or the turns, whatever the measure is counted in", () => {
    const sides = { turn: null, atS: 1, metric: "inclinationDeg", value: -31.5 } as const;
    expect(evidenceWords(sides, summary)).toEqual({ value: "−32 %", of: "right against left" });
    const spread = { turn: null, atS: 1, metric: "buildRateDegPerS", value: 0.057 } as const;
    expect(evidenceWords(spread, summary)).toEqual({ value: "6 %", of: "spread between turns" });
  });

  it("is in the measure's unit where it is about one turn, a photo or the run's end", () => {
    const fade = { turn: null, atS: 1, metric: "handHeightT", value: 0.12 } as const;
    expect(evidenceWords(fade, summary)).toEqual({ value: "+0.12 T", of: "end against start" });
    const turn = { turn: 3, atS: 1, metric: "inclinationDeg", value: 41.2 } as const;
    expect(evidenceWords(turn, summary)).toEqual({ value: "41°", of: "" });
    expect(evidenceWords({ ...turn, turn: null }, summary)).toEqual({ value: "41°", of: "" });
  });
});
