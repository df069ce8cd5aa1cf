import { describe, expect, it } from "vitest";
import { measureKeys, SAME_AS } from "@/lib/analyses/schema";
import { formatPlusMinus, formatValue } from "./formatMeasure";
import { MEASURE_GROUPS } from "./measureGroups";

describe("measures on the page", () => {
  it("are each found in one group, so that a new one cannot be left out and the same one is not shown twice", () => {
    const grouped = MEASURE_GROUPS.flatMap((group) => [...group.measures]);
    expect(grouped.toSorted()).toEqual(measureKeys.filter((key) => !SAME_AS[key]).toSorted());
  });

  it("show no more digits than they are worth", () => {
    expect(formatValue("inclinationDeg", 41.24)).toBe("41°");
    expect(formatValue("durationS", 0.8249)).toBe("0.82 s");
    expect(formatValue("handHeightT", 0.25)).toBe("0.25 T");
    expect(formatValue("buildRateDegPerS", 143.6)).toBe("144°/s");
    expect(formatValue("shoulderLevelDeg", -6.4)).toBe("−6°");
    expect(formatValue("shoulderLevelDeg", -0.2)).toBe("0°");
  });

  it("never claim to be exact", () => {
    expect(formatPlusMinus("inclinationDeg", 3.8)).toBe("± 4");
    expect(formatPlusMinus("inclinationDeg", 0.2)).toBe("± 1");
    expect(formatPlusMinus("durationS", 0.033)).toBe("± 0.03");
  });
});
