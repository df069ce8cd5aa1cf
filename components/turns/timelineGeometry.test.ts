import { describe, expect, it } from "vitest";
import {
  leanPaths,
  leanScaleDeg,
  MIN_TURN_PX,
  neighborApex,
  percentOf,
  timeAt,
  timelineWidthPx,
  turnAt,
} from "./timelineGeometry";

const turns = [
  { startS: 0.5, apexS: 0.9, endS: 1.3 },
  { startS: 1.3, apexS: 1.6, endS: 2.1 },
  { startS: 2.1, apexS: 2.6, endS: 2.9 },
];

describe("the timeline", () => {
  it("is wide enough for a target of 44 pixels on the shortest turn", () => {
    const width = timelineWidthPx(turns, 4);
    expect((0.8 / 4) * width).toBeGreaterThanOrEqual(MIN_TURN_PX);
    expect(timelineWidthPx([], 4)).toBe(0);
    expect(timelineWidthPx([{ startS: 0, endS: 0.01 }], 300)).toBeLessThanOrEqual(12_000);
  });

  it("maps times to positions and back, clamped to the clip", () => {
    expect(percentOf(1, 4)).toBe(25);
    expect(percentOf(9, 4)).toBe(100);
    expect(percentOf(1, 0)).toBe(0);
    expect(timeAt(150, { left: 50, width: 400 }, 4)).toBe(1);
    expect(timeAt(0, { left: 50, width: 400 }, 4)).toBe(0);
    expect(timeAt(900, { left: 50, width: 400 }, 4)).toBe(4);
  });

  it("assigns a switch to the turn that it starts", () => {
    expect(turnAt(turns, 0.4)).toBe(-1);
    expect(turnAt(turns, 1.3)).toBe(1);
    expect(turnAt(turns, 2.9)).toBe(2);
    expect(turnAt(turns, 3)).toBe(-1);
  });

  it("steps from apex to apex and stays at the ends", () => {
    expect(neighborApex(turns, 0, 1)).toBe(0);
    expect(neighborApex(turns, 0.9, 1)).toBe(1);
    expect(neighborApex(turns, 2.6, 1)).toBe(2);
    expect(neighborApex(turns, 2.6, -1)).toBe(1);
    expect(neighborApex(turns, 0, -1)).toBe(0);
    expect(neighborApex([], 0, 1)).toBe(-1);
  });
});

describe("the curve of the lean", () => {
  it("draws lean to the left above the middle and to the right below it", () => {
    const { line } = leanPaths([0, 1, 2], [40, 0, -40], 2, 40);
    expect(line).toBe("M0.0 4.00L500.0 50.00L1000.0 96.00");
  });

  it("is interrupted where the skier was not seen", () => {
    const { line } = leanPaths([0, 1, 2, 3, 4], [10, 10, null, 10, 10], 4, 20);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(leanPaths([0, 1], [null, null], 1, 20)).toEqual({ line: "", area: "" });
  });

  it("has a scale of at least 20 degrees", () => {
    expect(leanScaleDeg([3, -4, null])).toBe(20);
    expect(leanScaleDeg([41, -52])).toBe(60);
  });
});
