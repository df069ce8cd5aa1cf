import { describe, expect, it } from "vitest";
import { analyseClip, inventedSwitches, report } from "./analysed-clip";

describe("clips that are not one clean run", () => {
  it("end at the fall: found when it happens, nothing measured after it", async () => {
    const { result, truth } = await analyseClip("fall");
    report("fall", { "true s": truth.fallS!, "found s": result.outcome.atS ?? Number.NaN });
    expect(result.outcome.code).toBe("fall");
    expect(Math.abs(result.outcome.atS! - truth.fallS!)).toBeLessThan(0.8);
    expect(result.turns.length).toBeGreaterThan(1);
    expect(result.turns.every(({ endS }) => endS <= result.outcome.atS!)).toBe(true);
    expect(inventedSwitches(result, truth)).toEqual([]);
  });

  it("are measured in one take when they have a cut", async () => {
    const { result, truth } = await analyseClip("cut");
    const [cutS] = truth.cutsS;
    report("cut", { "true s": cutS!, "found s": result.track.cutsS[0] ?? Number.NaN });
    expect(result.outcome.code).toBe("partly");
    expect(Math.abs(result.track.cutsS[0]! - cutS!)).toBeLessThan(0.1);
    expect(new Set(result.turns.map(({ startS }) => startS < cutS!)).size).toBe(1);
    expect(inventedSwitches(result, truth)).toEqual([]);
  });

  it("have no turns when the skier runs straight", async () => {
    const { result } = await analyseClip("straight");
    expect(result.turns).toEqual([]);
    expect(result.outcome.code).toBe("noTurns");
    expect(result.feedback?.focus).toBeNull();
  });
});
