import { describe, expect, it } from "vitest";
import { SpeedMeter } from "./SpeedMeter";

const MB = 1_000_000;

describe("SpeedMeter", () => {
  it("does not count bytes that storage had before", () => {
    const meter = new SpeedMeter();
    meter.add(0, 80 * MB);
    meter.add(4000, 84 * MB);
    expect(meter.bytesPerS(4000)).toBe(MB);
  });

  it("falls when nothing is sent, and resets when the total shrinks", () => {
    const meter = new SpeedMeter();
    meter.add(0, 0);
    meter.add(2000, 8 * MB);
    expect(meter.bytesPerS(8000)).toBe(MB);
    meter.add(8100, 2 * MB);
    expect(meter.bytesPerS(8200)).toBe(0);
  });
});
