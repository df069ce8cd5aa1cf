import { describe, expect, it } from "vitest";
import { isShown } from "@/lib/analyses/schema";
import type { ClipName } from "@/tools/synthetic-skier/clips";
import {
  analyzeClip,
  falseSwitches,
  jointErrors,
  leanErrorsDeg,
  report,
  switchErrorsS,
} from "./analyzed-clip";
import { mean, meanAbs } from "./mean";

const SWITCH_WITHIN_S = 0.1;
const LEAN_WITHIN_DEG = 3;

const FRONTAL_CLIPS: { name: ClipName; facing: "front" | "back" }[] = [
  { name: "slalom-front", facing: "front" },
  { name: "slalom-back", facing: "back" },
  { name: "gs-front", facing: "front" },
  { name: "front-60fps", facing: "front" },
  { name: "pan", facing: "front" },
];

describe("view from the front or back", () => {
  for (const { name, facing } of FRONTAL_CLIPS) {
    it(`finds every switch within 0.10 s, no false one, and the lean within 3 degrees (${name})`, async () => {
      const { result, track, truth } = await analyzeClip(name);
      const switches = switchErrorsS(result, truth);
      const lean = leanErrorsDeg(result, truth);
      const inclination = result.turns.flatMap(({ apexS, measures }) => {
        const exact = truth.turns.find(({ startS, endS }) => apexS > startS && apexS < endS);
        return exact && isShown(measures.inclinationDeg)
          ? [measures.inclinationDeg.value - exact.inclinationDeg]
          : [];
      });
      report(name, {
        "switches found": switches.length,
        "switch error mean s": mean(switches),
        "switch error max s": Math.max(...switches),
        "lean error mean deg": meanAbs(lean),
        "inclination error mean deg": meanAbs(inclination),
        "joint error share": mean(jointErrors(track, truth)),
      });
      expect(result.view.facing).toBe(facing);
      expect(result.outcome.code).toBe("measured");
      expect(switches.length).toBeGreaterThan(2);
      expect(Math.max(...switches)).toBeLessThanOrEqual(SWITCH_WITHIN_S);
      expect(falseSwitches(result, truth)).toEqual([]);
      expect(lean.length).toBeGreaterThan(60);
      expect(meanAbs(lean)).toBeLessThanOrEqual(LEAN_WITHIN_DEG);
      expect(inclination).toHaveLength(result.turns.length);
      expect(meanAbs(inclination)).toBeLessThanOrEqual(LEAN_WITHIN_DEG);
      for (const turn of result.turns) {
        const exact = truth.turns.find(({ startS, endS }) => turn.apexS > startS && turn.apexS < endS);
        expect(turn.side).toBe(exact?.side);
      }
    });
  }

  it("finds the skier among two bystanders, with every switch within 0.10 s", async () => {
    const { result, track, truth } = await analyzeClip("bystanders");
    const joints = jointErrors(track, truth);
    const switches = switchErrorsS(result, truth);
    report("bystanders", {
      "joint error share": mean(joints),
      "frames followed": joints.length,
      "switch error max s": Math.max(...switches),
      people: result.track.people,
    });
    expect(truth.bystanders).toBe(2);
    expect(joints.length).toBeGreaterThan(0.6 * truth.frames.timesS.length);
    expect(mean(joints)).toBeLessThan(0.08);
    expect(Math.max(...switches)).toBeLessThanOrEqual(SWITCH_WITHIN_S);
    expect(falseSwitches(result, truth)).toEqual([]);
  });

  it("measures an asymmetry within 6 percent and makes the weaker side the focus", async () => {
    const { result, truth } = await analyzeClip("asymmetric");
    const { inclinationDeg } = result.summary.symmetry;
    const of = (side: "left" | "right") =>
      mean(truth.turns.filter((turn) => turn.side === side).map((turn) => turn.inclinationDeg));
    const exact = (100 * (of("right") - of("left"))) / ((of("right") + of("left")) / 2);
    report("asymmetric", {
      "true symmetry percent": exact,
      "measured symmetry percent": isShown(inclinationDeg) ? inclinationDeg.value : Number.NaN,
    });
    expect(isShown(inclinationDeg) && Math.abs(inclinationDeg.value - exact)).toBeLessThan(6);
    expect(result.feedback?.focus?.cue).toContain("right turns");
  });
});
