import { describe, expect, it } from "vitest";
import { linearStep, mean, median, quantile, roundTo } from "./statistics";

describe("statistics", () => {
  it("return the mean of the two middle values as the median of an even count", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([3, 1, 2])).toBe(2);
  });

  it("interpolate quantiles linearly", () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([5, 1, 3], 1)).toBe(5);
  });

  it("ignore NaN, and are NaN without a finite value", () => {
    expect(median([1, Number.NaN, 3])).toBe(2);
    expect(mean([1, Number.NaN, 3])).toBe(2);
    expect(median([])).toBeNaN();
    expect(mean([Number.NaN])).toBeNaN();
  });

  it("limit a linear step to 0 and 1", () => {
    expect([1, 2, 3, 4, 5].map((value) => linearStep(value, 2, 4))).toEqual([0, 0, 0.5, 1, 1]);
  });

  it("round small negative values to 0 and not to -0", () => {
    expect(Object.is(roundTo(-0.04, 1), 0)).toBe(true);
  });
});
