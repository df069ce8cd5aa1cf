import { describe, expect, it } from "vitest";
import { measureKeys, SAME_AS, type Summary } from "@/lib/analyses/schema";
import { formatPlusMinus, formatValue, symmetryWords } from "./formatMeasure";
import { MEASURE_GROUPS } from "./measureGroups";
import { factsOf } from "./RunFacts";

describe("measures on the page", () => {
  it("are each in exactly one group", () => {
    const grouped = MEASURE_GROUPS.flatMap((group) => [...group.measures]);
    expect(grouped.toSorted()).toEqual(measureKeys.filter((key) => !SAME_AS[key]).toSorted());
  });

  it("are formatted with the decimals of their unit", () => {
    expect(formatValue("inclinationDeg", 41.24)).toBe("41°");
    expect(formatValue("durationS", 0.8249)).toBe("0.82 s");
    expect(formatValue("handHeightT", 0.25)).toBe("0.25 T");
    expect(formatValue("buildRateDegPerS", 143.6)).toBe("144°/s");
    expect(formatValue("shoulderLevelDeg", -6.4)).toBe("−6°");
    expect(formatValue("shoulderLevelDeg", -0.2)).toBe("0°");
  });

  it("show a difference of right and left only when it exceeds its error", () => {
    const of = (value: number, plusMinus: number) => symmetryWords({ value, plusMinus, confidence: 0.9 });
    expect(of(5.2, 12.4)).toEqual({ value: "+5 %", error: "± 12", isDifference: false });
    expect(of(-31.5, 6)).toEqual({ value: "−32 %", error: "± 6", isDifference: true });
    expect(of(-0.2, 0)).toEqual({ value: "0 %", error: "± 1", isDifference: false });
  });

  it("show rhythm and evenness with their errors, and omit what was not measured", () => {
    const summary = {
      turnCount: 8,
      cadenceHz: 1.25,
      cadencePlusMinusHz: 0.02,
      rhythmCv: 0.052,
      symmetry: {},
      consistency: { durationS: { value: 0.052, plusMinus: 0.061, confidence: 0.9 } },
      fade: {},
    };
    const facts = (changes: Partial<Summary>) =>
      factsOf({ ...summary, ...changes }, { left: 4, right: 4 }).map(({ label, value, error }) =>
        [label, value, error].filter(Boolean).join(" "),
      );
    expect(facts({})).toEqual(["Turns 8", "Rhythm 1.25 /s ± 0.02", "Evenness 5 % ± 6"]);
    expect(facts({ cadenceHz: null, rhythmCv: null })).toEqual(["Turns 8"]);
    // Older results have no such errors.
    expect(facts({ cadencePlusMinusHz: undefined, consistency: {} })).toEqual([
      "Turns 8",
      "Rhythm 1.25 /s",
      "Evenness 5 %",
    ]);
  });

  it("never have an error of zero", () => {
    expect(formatPlusMinus("inclinationDeg", 3.8)).toBe("± 4");
    expect(formatPlusMinus("inclinationDeg", 0.2)).toBe("± 1");
    expect(formatPlusMinus("durationS", 0.033)).toBe("± 0.03");
  });
});
