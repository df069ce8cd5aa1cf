import { describe, expect, it } from "vitest";
import { analyzeClip, falseSwitches, report } from "./analyzed-clip";

describe("outcome", () => {
  it("is a fall within 0.8 s of the true one, with no turn after it", async () => {
    const { result, truth } = await analyzeClip("fall");
    report("fall", { "true s": truth.fallS!, "found s": result.outcome.atS ?? Number.NaN });
    expect(result.outcome.code).toBe("fall");
    expect(Math.abs(result.outcome.atS! - truth.fallS!)).toBeLessThan(0.8);
    expect(result.turns.length).toBeGreaterThan(1);
    expect(result.turns.every(({ endS }) => endS <= result.outcome.atS!)).toBe(true);
    expect(falseSwitches(result, truth)).toEqual([]);
  });

  it("is partly for a clip with a cut, with the turns of one shot", async () => {
    const { result, truth } = await analyzeClip("cut");
    const [cutS] = truth.cutsS;
    report("cut", { "true s": cutS!, "found s": result.track.cutsS[0] ?? Number.NaN });
    expect(result.outcome.code).toBe("partly");
    expect(Math.abs(result.track.cutsS[0]! - cutS!)).toBeLessThan(0.1);
    expect(new Set(result.turns.map(({ startS }) => startS < cutS!)).size).toBe(1);
    expect(falseSwitches(result, truth)).toEqual([]);
  });

  it("is noTurns for straight running", async () => {
    const { result } = await analyzeClip("straight");
    expect(result.turns).toEqual([]);
    expect(result.outcome.code).toBe("noTurns");
    expect(result.feedback?.focus).toBeNull();
  });
});
