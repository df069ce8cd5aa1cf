import { describe, expect, it } from "vitest";
import { evidenceWords } from "./evidenceWords";

const run = { turn: null, atS: 1 } as const;

describe("evidenceWords", () => {
  it("returns a percentage for a symmetry and a consistency of any measure", () => {
    expect(evidenceWords({ ...run, measure: "inclinationDeg", statistic: "symmetry", value: -31.5 })).toEqual(
      {
        value: "−32 %",
        of: "right against left",
      },
    );
    expect(
      evidenceWords({ ...run, measure: "buildRateDegPerS", statistic: "consistency", value: 0.057 }),
    ).toEqual({ value: "6 %", of: "spread between turns" });
  });

  it("returns a turn, a photo, a fade and an earlier run in the unit of the measure", () => {
    expect(evidenceWords({ ...run, measure: "handHeightT", statistic: "fade", value: 0.12 })).toEqual({
      value: "+0.12 T",
      of: "end against start",
    });
    expect(evidenceWords({ ...run, measure: "inclinationDeg", statistic: "earlier", value: 38 })).toEqual({
      value: "38°",
      of: "in an earlier run",
    });
    const moment = { atS: 1, measure: "inclinationDeg", statistic: "value", value: 41.2 } as const;
    expect(evidenceWords({ ...moment, turn: 3 })).toEqual({ value: "41°", of: "" });
    expect(evidenceWords({ ...moment, turn: null })).toEqual({ value: "41°", of: "" });
  });
});
