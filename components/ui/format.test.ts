import { describe, expect, it } from "vitest";
import { formatBytes, formatClock, formatCount, formatLeft, formatLength } from "./format";

describe("format", () => {
  it("rounds the time in a clip down", () => {
    expect(formatClock(0)).toBe("0:00.00");
    expect(formatClock(3.2)).toBe("0:03.20");
    expect(formatClock(59.999)).toBe("0:59.99");
    expect(formatClock(61.05)).toBe("1:01.05");
    expect(formatClock(-1)).toBe("0:00.00");
  });

  it("formats a duration in minutes and seconds", () => {
    expect(formatLength(7.03)).toBe("0:07");
    expect(formatLength(299.7)).toBe("5:00");
  });

  it("formats sizes with at most three digits", () => {
    expect(formatBytes(0)).toBe("0 B");
    expect(formatBytes(999)).toBe("999 B");
    expect(formatBytes(999_999)).toBe("1.0 MB");
    expect(formatBytes(8_388_608)).toBe("8.4 MB");
    expect(formatBytes(4 * 1024 ** 3)).toBe("4.3 GB");
  });

  it("rounds the remaining time, more coarsely the longer it is", () => {
    expect(formatLeft(2)).toBe("a few seconds left");
    expect(formatLeft(31)).toBe("35 s left");
    expect(formatLeft(119)).toBe("2 min left");
    expect(formatLeft(3700)).toBe("1 h 2 min left");
    expect(formatLeft(Number.POSITIVE_INFINITY)).toBe("");
  });

  it("formats a count with singular and plural", () => {
    expect(formatCount(1, "turn")).toBe("1 turn");
    expect(formatCount(2, "person", "people")).toBe("2 people");
  });
});
