import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowPass } from "./filter";

const sine = (hz: number, rateHz: number, count: number) =>
  Float64Array.from({ length: count }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rateHz));

/** Amplitude and phase of a signal at one frequency, without its ends. */
function responseAt(signal: Float64Array, hz: number, rateHz: number) {
  let sin = 0;
  let cos = 0;
  const from = rateHz;
  const to = signal.length - rateHz;
  for (let i = from; i < to; i++) {
    sin += signal[i]! * Math.sin((2 * Math.PI * hz * i) / rateHz);
    cos += signal[i]! * Math.cos((2 * Math.PI * hz * i) / rateHz);
  }
  return { amplitude: (2 * Math.hypot(sin, cos)) / (to - from), phaseRad: Math.atan2(cos, sin) };
}

describe("lowPass", () => {
  it("keeps the phase of frequencies below the cut-off", () => {
    for (const hz of [0.5, 1, 2, 3]) {
      const { phaseRad } = responseAt(lowPass(sine(hz, 30, 330), 30, 3), hz, 30);
      expect(Math.abs(phaseRad)).toBeLessThan(0.001);
    }
  });

  it("passes low frequencies, halves the power at the cut-off and attenuates high frequencies", () => {
    const amplitude = (hz: number) => responseAt(lowPass(sine(hz, 60, 660), 60, 6), hz, 60).amplitude;
    expect(amplitude(1)).toBeGreaterThan(0.99);
    expect(amplitude(6)).toBeCloseTo(Math.SQRT1_2, 2);
    expect(amplitude(20)).toBeLessThan(0.01);
  });

  it("gives the same result for the signal reversed in time, except at the ends", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 90, maxLength: 120 }),
        (values) => {
          const there = lowPass(values, 30, 3);
          const back = lowPass(values.toReversed(), 30, 3).reverse();
          there.forEach((value, i) => {
            if (i >= 40 && i < values.length - 40) expect(value).toBeCloseTo(back[i]!, 1);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it("leaves linear signals and NaN unchanged", () => {
    const ramp = Float64Array.from({ length: 40 }, (_, i) => (i === 20 ? Number.NaN : 3 * i + 2));
    lowPass(ramp, 30, 6).forEach((value, i) => {
      if (i === 20) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(3 * i + 2, 1);
    });
  });

  it("returns finite values when the sampling is too slow for the cut-off", () => {
    const filtered = lowPass(sine(1, 8, 60), 8, 6);
    expect(filtered.every((value) => Math.abs(value) < 1.5)).toBe(true);
  });
});
