import { describe, expect, it } from "vitest";
import {
  isShown,
  MEASURES,
  maxFpsOf,
  measureKeys,
  measuresSchema,
  summarySchema,
  turnSchema,
} from "@/lib/analyses/schema";
import { rulesFeedback } from "@/lib/coaching/rules-engine";
import { renderFeedback } from "@/lib/coaching/schema/render";
import { meanAbs } from "@/tests/accuracy/mean";
import { measure, measureScene, reasons, shown } from "@/tests/accuracy/measured-scene";

describe("measureRun in views from the front or back", () => {
  for (const [name, viewDeg] of [
    ["front", 0],
    ["back", 180],
  ] as const) {
    it(`finds every switch, side and lean of a skier seen from the ${name}`, () => {
      const { truth, run } = measureScene({ camera: { viewDeg } }, 4);
      expect(run.view.facing).toBe(name);
      expect(run.outcome.code).toBe("measured");
      expect(run.turns.map(({ side }) => side)).toEqual(truth.turns.map(({ side }) => side));
      for (const [i, turn] of run.turns.entries()) {
        expect(Math.abs(turn.startS - truth.turns[i]!.startS)).toBeLessThan(0.03);
        expect(Math.abs(turn.endS - truth.turns[i]!.endS)).toBeLessThan(0.03);
        expect(Math.abs(shown(turn, "inclinationDeg") - truth.turns[i]!.inclinationDeg)).toBeLessThan(3);
        expect(Math.abs(shown(turn, "angulationDeg") - truth.turns[i]!.angulationDeg)).toBeLessThan(6);
      }
      const errors = run.lean!.leanDeg.flatMap((lean, i) =>
        lean === null ? [] : [lean - truth.frames.leanDeg[i]!],
      );
      expect(errors.length).toBeGreaterThan(100);
      expect(meanAbs(errors)).toBeLessThan(1.5);
    });
  }

  it("returns shapes that the schema accepts, with every measure of a turn shown or withheld", () => {
    const { run } = measureScene({});
    for (const turn of run.turns) {
      turnSchema.parse(turn);
      const ofTurns = measureKeys.filter((key) => !key.endsWith("NearDeg"));
      expect(Object.keys(measuresSchema.parse(turn.measures)).sort()).toEqual(ofTurns.sort());
    }
    summarySchema.parse(run.summary);
  });

  it("withholds measures of the side view, and phases below 60 frames a second", () => {
    const { run } = measureScene({});
    expect(reasons(run, "kneeFlexionOutsideDeg")).toEqual(["view"]);
    expect(reasons(run, "foreAftT")).toEqual(["view"]);
    expect(reasons(run, "shapingS")).toEqual(["frameRate"]);
    expect(run.limits.some((limit) => limit.includes("frames a second"))).toBe(true);
  });

  it("explains that a long clip of 60 frames a second is analyzed at 30, and what to do", () => {
    const { truth, track } = measureScene({ durationS: 11 });
    const ofRate = (fps: number) => measure(track, { fps, maxFps: maxFpsOf(truth) }).limits;
    const said = ofRate(59.94).filter((limit) => limit.includes("a second"));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^Filmed at 60 frames a second, but a clip of 10 s or longer is analysed at 30, too few for/,
    );
    expect(said[0]).toContain("Upload a part shorter than 10 s");
    // A shorter clip would not help.
    expect(ofRate(30).join()).toContain("At 30 frames a second");
    expect(ofRate(50).join()).toContain("At 50 frames a second");
  });

  it("returns phases at 60 frames a second that add up to the duration of the turn", () => {
    const { run } = measureScene({ fps: 60, skiing: { turnS: 1.2 } });
    for (const turn of run.turns) {
      const sum = shown(turn, "initiationS") + shown(turn, "shapingS") + shown(turn, "completionS");
      expect(sum).toBeCloseTo(shown(turn, "durationS"), 1);
      expect(shown(turn, "timeToShapingS")).toBe(shown(turn, "initiationS"));
      expect(shown(turn, "edgeChangeS")).toBeGreaterThan(0.05);
      expect(shown(turn, "edgeChangeS")).toBeLessThan(0.4);
    }
  });

  it("measures the long outside leg, low inside shoulder and hip, and upright trunk of the synthetic skier", () => {
    const { run } = measureScene({});
    for (const turn of run.turns) {
      expect(shown(turn, "legLengthRatio")).toBeGreaterThan(1.1);
      expect(shown(turn, "hipLevelDeg")).toBeGreaterThan(5);
      expect(shown(turn, "shoulderLevelDeg")).toBeGreaterThan(5);
      expect(shown(turn, "angulationDeg")).toBeGreaterThan(10);
      expect(shown(turn, "handHeightT")).toBeGreaterThan(0);
    }
  });

  it("measures a larger drop of the inside hand when it drops", () => {
    const steady = measureScene({ skiing: { handDropM: 0 } }).run.turns.map((turn) =>
      shown(turn, "insideHandDropT"),
    );
    const sinking = measureScene({ skiing: { handDropM: 0.25 } }).run.turns.map((turn) =>
      shown(turn, "insideHandDropT"),
    );
    expect(meanAbs(sinking)).toBeGreaterThan(1.5 * meanAbs(steady));
  });

  it("returns a symmetry above 10 percent for a stronger lean to one side", () => {
    const { run } = measureScene({ durationS: 8, skiing: { leanLeftDeg: 34, leanRightDeg: 46 } });
    const { inclinationDeg } = run.summary.symmetry;
    expect(isShown(inclinationDeg) && inclinationDeg.value).toBeGreaterThan(10);
  });
});

describe("measureRun in other views", () => {
  it("withholds the lean at 60 degrees off, with a limitation that says so", () => {
    for (const viewDeg of [60, -60, 120]) {
      const { run } = measureScene({ camera: { viewDeg } });
      expect(run.turns.length).toBeGreaterThan(3);
      expect(reasons(run, "inclinationDeg")).toEqual(["view"]);
      expect(run.lean).toBeNull();
      expect(run.limits.some((limit) => limit.includes("lean"))).toBe(true);
    }
  });

  it("shows frontal measures in frontal views only, side measures in side views only, and neither in oblique views", () => {
    const facings = new Set<string>();
    for (let viewDeg = 15; viewDeg <= 75; viewDeg += 5) {
      const { run } = measureScene({ camera: { viewDeg, skierPx: 430 }, durationS: 4 }, 1);
      const { facing } = run.view;
      facings.add(facing);
      for (const [need, seenFrom] of [
        ["frontal", ["front", "back"]],
        ["side", ["side"]],
      ] as const) {
        const values = run.turns.flatMap(({ measures }) =>
          measureKeys.filter((key) => MEASURES[key].view === need).map((key) => measures[key]),
        );
        const isFrom = (seenFrom as readonly string[]).includes(facing);
        expect(values.some(isShown), `${need} at ${viewDeg}, ${facing}`).toBe(isFrom && values.length > 0);
      }
      expect(run.lean === null, `lean at ${viewDeg}, ${facing}`).toBe(facing !== "front");
      const analysis = { ...run, still: null };
      const { notes: read } = renderFeedback(rulesFeedback({ analysis }), analysis);
      const notes = read.map(({ text }) => text);
      if (run.turns.length > 0) {
        expect(notes.some((text) => text.includes("lean and angulation were not compared"))).toBe(
          facing !== "front",
        );
      }
    }
    expect([...facings]).toEqual(["front", "oblique", "side"]);
  });

  it("measures the flexion of the nearer knee from the side, on average within its plus-minus", () => {
    for (const viewDeg of [90, -90]) {
      const { run, truth } = measureScene({
        camera: { viewDeg, skierPx: 430 },
        skiing: { leanLeftDeg: 25, leanRightDeg: 25, turnS: 1.4 },
        durationS: 9,
      });
      expect(run.view.facing).toBe("side");
      const errors = run.turns.flatMap((turn) => {
        const twin = truth.turns.find(({ startS, endS }) => turn.apexS > startS && turn.apexS < endS);
        const flexion = turn.measures.kneeFlexionOutsideDeg;
        expect(turn.side).toBe(twin?.side);
        return twin && isShown(flexion)
          ? [(flexion.value - twin.kneeFlexionOutsideDeg) / flexion.plusMinus]
          : [];
      });
      expect(errors.length).toBeGreaterThan(1);
      const hidden = viewDeg > 0 ? "right" : "left";
      for (const turn of run.turns) {
        const ofHidden = turn.side === hidden ? "kneeFlexionInsideDeg" : "kneeFlexionOutsideDeg";
        expect(turn.measures[ofHidden]).toEqual({ withheld: "view" });
      }
      expect(meanAbs(errors)).toBeLessThan(1);
    }
  });

  it("measures the drop of the inside hand from the side in turns in which it is nearer to the camera", () => {
    for (const viewDeg of [90, -90]) {
      const near = viewDeg > 0 ? "left" : "right";
      const drops = [0, 0.3].map((handDropM) => {
        const { run } = measureScene({
          camera: { viewDeg, skierPx: 430 },
          skiing: { leanLeftDeg: 25, leanRightDeg: 25, turnS: 1.4, handDropM },
          durationS: 9,
        });
        expect(run.view.facing).toBe("side");
        for (const { side, measures } of run.turns) {
          if (side !== near) expect(measures.insideHandDropT).toEqual({ withheld: "view" });
        }
        const values = run.turns
          .filter(({ side }) => side === near)
          .map((turn) => shown(turn, "insideHandDropT"));
        expect(values.length).toBeGreaterThan(1);
        return meanAbs(values);
      });
      expect(drops[1]).toBeGreaterThan(1.5 * drops[0]!);
    }
  });

  it("withholds joint angles of a skier too small for them", () => {
    const { run } = measureScene({ camera: { skierPx: 190 } }, 1);
    expect(reasons(run, "angulationDeg")).toEqual(["size"]);
    expect(reasons(run, "inclinationDeg")).toEqual(["shown"]);
    expect(run.limits.some((limit) => limit.includes("pixels tall"))).toBe(true);
  });
});
