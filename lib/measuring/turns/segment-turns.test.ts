import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentTurns } from "./segment-turns";

const RATE_HZ = 30;
const options = { rateHz: RATE_HZ, hysteresis: 0.05, shortestS: 0.4, minStrength: 6 };
const signalOf = (durationS: number, at: (timeS: number) => number) =>
  Float64Array.from({ length: Math.round(durationS * RATE_HZ) + 1 }, (_, i) => at(i / RATE_HZ));
/** Lean of a center of mass this far beside the feet, in torso lengths. */
const degrees = (signal: Float64Array) => signal.map((value) => value * 30);
const turnsOf = (signal: Float64Array, changes: Partial<typeof options> = {}) =>
  segmentTurns(signal, degrees(signal), { ...options, ...changes });
const seconds = (places: number[]) => places.map((place) => Math.round((place / RATE_HZ) * 100) / 100);

describe("segmentTurns", () => {
  it("puts switches at the zero crossings, between the samples", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.6, max: 1.6, noNaN: true }),
        fc.double({ min: 0.25, max: 0.75, noNaN: true }),
        (turnS, phase) => {
          const turns = turnsOf(signalOf(8, (t) => Math.sin(Math.PI * (t / turnS + phase))));
          turns.forEach(({ start, end }, i) => {
            expect(start / RATE_HZ).toBeCloseTo((i + 1 - phase) * turnS, 2);
            expect((end - start) / RATE_HZ).toBeCloseTo(turnS, 2);
          });
          // A switch in the last tenth of a second may not count.
          expect(turns.length).toBeGreaterThanOrEqual(Math.floor((8 - 0.1) / turnS + phase) - 1);
          expect(turns.length).toBeLessThanOrEqual(Math.floor(8 / turnS + phase) - 1);
        },
      ),
    );
  });

  it("counts only turns whose two switches were seen", () => {
    const turns = turnsOf(signalOf(3, (t) => Math.sin(Math.PI * (t + 0.5))));
    expect(turns.map(({ start, end }) => seconds([start, end]))).toEqual([
      [0.5, 1.5],
      [1.5, 2.5],
    ]);
  });

  it("does not count an oscillation around zero as a switch", () => {
    const turns = turnsOf(signalOf(4, (t) => Math.sin(Math.PI * (t + 0.5)) + 0.04 * Math.sin(40 * t)));
    expect(turns).toHaveLength(3);
  });

  it("drops a lobe shorter than the shortest turn and joins its neighbours", () => {
    const dent = (t: number) => (t > 1.85 && t < 2.15 ? -1.5 * Math.sin((Math.PI * (t - 1.85)) / 0.3) : 0);
    const turns = turnsOf(signalOf(6, (t) => Math.sin((Math.PI * (t + 1)) / 2) * -1 + dent(t) * -1));
    expect(turns.every(({ start, end }) => (end - start) / RATE_HZ > 1.5)).toBe(true);
  });

  it("finds no turn in straight running", () => {
    expect(turnsOf(signalOf(6, (t) => 0.12 * Math.sin(3 * t)))).toEqual([]);
  });

  it("does not join two turns across a section of straight running", () => {
    const at = (t: number) => {
      if (t < 1) return -Math.sin(Math.PI * (t + 0.5));
      if (t < 2) return Math.sin(Math.PI * (t - 1));
      if (t < 4) return -0.1 * Math.sin((Math.PI * (t - 2)) / 2);
      if (t < 5) return Math.sin(Math.PI * (t - 4));
      return -Math.sin(Math.PI * (t - 5));
    };
    const turns = turnsOf(signalOf(5.8, at));
    expect(turns.map(({ sign }) => sign)).toEqual([1, 1]);
    expect(turns[0]!.end / RATE_HZ).toBeCloseTo(2, 1);
    expect(turns[1]!.start / RATE_HZ).toBeCloseTo(4, 1);
  });

  it("returns the same turns with opposite signs for the mirrored signal", () => {
    const signal = signalOf(7, (t) => Math.sin(2.7 * t) * (1 + 0.2 * Math.sin(t)));
    const mirrored = turnsOf(signal.map((value) => -value));
    expect(mirrored).toEqual(turnsOf(signal).map((turn) => ({ ...turn, sign: -turn.sign })));
  });
});
