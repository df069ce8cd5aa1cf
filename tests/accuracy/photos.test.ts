import { describe, expect, it } from "vitest";
import { isShown } from "@/lib/analyses/schema";
import { readTruth } from "@/tools/synthetic-skier/truth";
import { analyzeClip, analyzeMoment, report, truthIndex } from "./analyzed-clip";
import { meanAbs } from "./mean";

const FLEXION_WITHIN_DEG = 8;

describe("photo of an apex", () => {
  it("has a lean within 5 degrees of the truth and withholds measures of movement", async () => {
    const { result, truth } = await analyzeClip("apex-front", "jpg");
    const inclination = result.still?.measures.inclinationDeg;
    const exact = Math.abs(truth.frames.leanDeg[0]!);
    report("apex-front", {
      "true lean deg": exact,
      "measured lean deg": isShown(inclination) ? inclination.value : Number.NaN,
    });
    expect(result.outcome.code).toBe("photo");
    expect(isShown(inclination) && Math.abs(inclination.value - exact)).toBeLessThan(5);
    expect(result.still?.measures.durationS).toEqual({ withheld: "notAPhoto" });
    expect(result.turns).toEqual([]);
  });
});

describe("photo from the side", () => {
  it("has the flexion of the nearer leg within 8 degrees on average and withholds that of the outside leg", async () => {
    const { turns } = await readTruth("side");
    const knees: number[] = [];
    const hips: number[] = [];
    for (const { apexS } of turns) {
      const { result, truth } = await analyzeMoment("side", apexS);
      const measures = result.still!.measures;
      expect(result.view.facing).toBe("side");
      const { kneeFlexionNearDeg: knee, hipFlexionNearDeg: hip } = measures;
      if (!isShown(knee) || !isShown(hip)) throw new Error(`withheld at ${apexS} s`);
      // The camera is at the skier's left.
      const at = truthIndex(truth, apexS);
      knees.push(knee.value - truth.frames.kneeFlexionDeg.left[at]!);
      hips.push(hip.value - truth.frames.hipFlexionDeg.left[at]!);
      expect(measures.kneeFlexionOutsideDeg).toEqual({ withheld: "side" });
      expect(measures.inclinationDeg).toEqual({ withheld: "view" });
      expect(result.limits.join()).toContain("the farther leg is hidden");
    }
    report("photos from the side", {
      photos: knees.length,
      "knee error mean deg": meanAbs(knees),
      "knee error max deg": Math.max(...knees.map(Math.abs)),
      "hip error mean deg": meanAbs(hips),
      "hip error max deg": Math.max(...hips.map(Math.abs)),
    });
    expect(knees.length).toBeGreaterThan(3);
    expect(meanAbs(knees)).toBeLessThanOrEqual(FLEXION_WITHIN_DEG);
    expect(meanAbs(hips)).toBeLessThanOrEqual(FLEXION_WITHIN_DEG);
  });
});
