import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isShown,
  KEYPOINTS,
  type KeypointName,
  KP,
  type MeasureKey,
  measureKeys,
  metricsSchema,
  type PoseTrack,
  summarySchema,
  type Turn,
  turnSchema,
} from "@/lib/analyses/schema";
import { type Scene, surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { type MeasuredRun, measureRun } from ".";

function measureScene(scene: Scene, noisePx = 2) {
  const truth = surveyScene(scene);
  const track = trackOfTruth(truth, noisePx);
  return { truth, track, run: measure(track, { fps: truth.fps }) };
}
const measure = (track: PoseTrack, changes: Partial<Parameters<typeof measureRun>[0]> = {}): MeasuredRun =>
  measureRun({ track, fps: 30, kind: "video", cutsS: [], ...changes });

function shown(turn: Turn | undefined, key: MeasureKey): number {
  const measured = turn?.metrics[key];
  return isShown(measured) ? measured.value : Number.NaN;
}
const reasons = (run: MeasuredRun, key: MeasureKey) => [
  ...new Set(
    run.turns.map(({ metrics }) => {
      const measured = metrics[key];
      return measured && "withheld" in measured ? measured.withheld : "shown";
    }),
  ),
];
const switchesOf = (run: MeasuredRun) => [
  ...new Set(run.turns.flatMap(({ startS, endS }) => [startS, endS])),
];
const meanAbs = (values: number[]) => values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

describe("a run from the front or the back", () => {
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

  it("gives shapes that the schema accepts, with every measure either shown or withheld for a reason", () => {
    const { run } = measureScene({});
    for (const turn of run.turns) {
      turnSchema.parse(turn);
      expect(Object.keys(metricsSchema.parse(turn.metrics)).sort()).toEqual([...measureKeys].sort());
    }
    summarySchema.parse(run.summary);
  });

  it("withholds what only the side shows, and phases below 60 frames a second", () => {
    const { run } = measureScene({});
    expect(reasons(run, "kneeFlexionOutsideDeg")).toEqual(["view"]);
    expect(reasons(run, "foreAftT")).toEqual(["view"]);
    expect(reasons(run, "shapingS")).toEqual(["frameRate"]);
    expect(run.limits.some((limit) => limit.includes("frames a second"))).toBe(true);
  });

  it("times the phases at 60 frames a second, and they add up to the turn", () => {
    const { run } = measureScene({ fps: 60, skiing: { turnS: 1.2 } });
    for (const turn of run.turns) {
      const sum = shown(turn, "initiationS") + shown(turn, "shapingS") + shown(turn, "completionS");
      expect(sum).toBeCloseTo(shown(turn, "durationS"), 1);
      expect(shown(turn, "timeToShapingS")).toBe(shown(turn, "initiationS"));
      expect(shown(turn, "edgeChangeS")).toBeGreaterThan(0.05);
      expect(shown(turn, "edgeChangeS")).toBeLessThan(0.4);
    }
  });

  it("shows what this skier does: long outside leg, inside shoulder and hip lower, trunk more upright than the leg", () => {
    const { run } = measureScene({});
    for (const turn of run.turns) {
      expect(shown(turn, "legLengthRatio")).toBeGreaterThan(1.1);
      expect(shown(turn, "hipLevelDeg")).toBeGreaterThan(5);
      expect(shown(turn, "shoulderLevelDeg")).toBeGreaterThan(5);
      expect(shown(turn, "angulationDeg")).toBeGreaterThan(10);
      expect(shown(turn, "handHeightT")).toBeGreaterThan(0);
    }
  });

  it("sees the inside hand sink in the turns where it does", () => {
    const steady = measureScene({ skiing: { handDropM: 0 } }).run.turns.map((turn) =>
      shown(turn, "insideHandDropT"),
    );
    const sinking = measureScene({ skiing: { handDropM: 0.25 } }).run.turns.map((turn) =>
      shown(turn, "insideHandDropT"),
    );
    expect(meanAbs(sinking)).toBeGreaterThan(1.5 * meanAbs(steady));
  });

  it("finds the stronger lean to one side as a symmetry", () => {
    const { run } = measureScene({ durationS: 8, skiing: { leanLeftDeg: 34, leanRightDeg: 46 } });
    const { inclinationDeg } = run.summary.symmetry;
    expect(isShown(inclinationDeg) && inclinationDeg.value).toBeGreaterThan(10);
  });
});

describe("a run from elsewhere", () => {
  it("withholds lean at 60 degrees off and says why", () => {
    for (const viewDeg of [60, -60, 120]) {
      const { run } = measureScene({ camera: { viewDeg } });
      expect(run.turns.length).toBeGreaterThan(3);
      expect(reasons(run, "inclinationDeg")).toEqual(["view"]);
      expect(run.lean).toBeNull();
      expect(run.limits.some((limit) => limit.includes("lean"))).toBe(true);
    }
  });

  it("shows flexion of the nearer knee from the side, on average within its plus-minus of the truth", () => {
    for (const viewDeg of [90, -90]) {
      const { run, truth } = measureScene({
        camera: { viewDeg, skierPx: 430 },
        skiing: { leanLeftDeg: 25, leanRightDeg: 25, turnS: 1.4 },
        durationS: 9,
      });
      expect(run.view.facing).toBe("side");
      const errors = run.turns.flatMap((turn) => {
        const twin = truth.turns.find(({ startS, endS }) => turn.apexS > startS && turn.apexS < endS);
        const flexion = turn.metrics.kneeFlexionOutsideDeg;
        expect(turn.side).toBe(twin?.side);
        return twin && isShown(flexion)
          ? [(flexion.value - twin.kneeFlexionOutsideDeg) / flexion.plusMinus]
          : [];
      });
      expect(errors.length).toBeGreaterThan(1);
      const hidden = viewDeg > 0 ? "right" : "left";
      for (const turn of run.turns) {
        const ofHidden = turn.side === hidden ? "kneeFlexionInsideDeg" : "kneeFlexionOutsideDeg";
        expect(turn.metrics[ofHidden]).toEqual({ withheld: "view" });
      }
      expect(meanAbs(errors)).toBeLessThan(1);
    }
  });

  it("withholds joint angles of a skier too small for them", () => {
    const { run } = measureScene({ camera: { skierPx: 190 } }, 1);
    expect(reasons(run, "angulationDeg")).toEqual(["size"]);
    expect(reasons(run, "inclinationDeg")).toEqual(["shown"]);
    expect(run.limits.some((limit) => limit.includes("pixels tall"))).toBe(true);
  });
});

describe("what does not depend on the picture", () => {
  const { track, run } = measureScene({ durationS: 4 }, 1);

  it("is not changed by the picture's size or the skier's place in it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.8, max: 2, noNaN: true }),
        fc.integer({ min: -300, max: 300 }),
        (scale, shiftPx) => {
          const moved = mapPoints(track, (x, y) => [x * scale + shiftPx, y * scale]);
          const other = measure(moved);
          expect(other.turns).toHaveLength(run.turns.length);
          other.turns.forEach((turn, i) => {
            const twin = run.turns[i]!;
            expect(turn.startS).toBeCloseTo(twin.startS, 2);
            for (const key of [
              "inclinationDeg",
              "shoulderLevelDeg",
              "stanceWidthRatio",
              "handHeightT",
            ] as const) {
              expect(shown(turn, key)).toBeCloseTo(shown(twin, key), 1);
            }
          });
        },
      ),
      { numRuns: 8 },
    );
  });

  it("keeps its values and changes its side in the mirror", () => {
    const other = measure(mirrored(track));
    expect(other.view).toEqual(run.view);
    expect(other.turns.map(({ side }) => side)).toEqual(
      run.turns.map(({ side }) => (side === "left" ? "right" : "left")),
    );
    other.turns.forEach((turn, i) => {
      for (const key of measureKeys) {
        const value = shown(run.turns[i], key);
        if (Number.isFinite(value)) expect(shown(turn, key)).toBeCloseTo(value, 1);
      }
    });
  });

  it("does not change when a file's frames are unevenly spaced", () => {
    const dense = measureScene({ durationS: 4, fps: 60 }, 0);
    const uneven = dense.track.frames.filter((_, i) => i % 5 !== 1 && i % 7 !== 3);
    const other = measure({ ...dense.track, frames: uneven });
    expect(other.turns).toHaveLength(dense.run.turns.length);
    other.turns.forEach((turn, i) => {
      expect(Math.abs(turn.startS - dense.run.turns[i]!.startS)).toBeLessThan(0.02);
    });
  });
});

describe("clips that are not one clean run", () => {
  it("finds no turns in straight running", () => {
    const { run } = measureScene({ skiing: { leanLeftDeg: 2, leanRightDeg: 2 } });
    expect(run.turns).toEqual([]);
    expect(run.outcome.code).toBe("noTurns");
    expect(run.summary.cadenceHz).toBeNull();
  });

  it("measures the longest take of a clip with a cut and says so", () => {
    const { track, truth } = measureScene({ durationS: 8 });
    const run = measure(track, { cutsS: [2.5] });
    expect(run.outcome).toMatchObject({ code: "partly", atS: 2.5 });
    expect(run.turns.every(({ startS }) => startS > 2.5)).toBe(true);
    expect(run.turns.length).toBe(truth.turns.filter(({ startS }) => startS > 2.55).length);
    expect(run.limits[0]).toContain("cuts to another shot");
  });

  it("measures nothing after a fall", () => {
    const { run } = measureScene({ durationS: 7, skiing: { fallS: 4 } });
    expect(run.outcome.code).toBe("fall");
    expect(run.outcome.atS).toBeGreaterThan(3.8);
    expect(run.outcome.atS).toBeLessThan(5);
    expect(run.turns.length).toBeGreaterThan(2);
    expect(run.turns.every(({ endS }) => endS <= run.outcome.atS!)).toBe(true);
    expect(run.lean!.leanDeg.at(-1)).toBeNull();
  });

  it("takes no racer's deep lean for a fall", () => {
    const { run } = measureScene({ skiing: { leanLeftDeg: 62, leanRightDeg: 62, turnS: 1.4 }, durationS: 8 });
    expect(run.outcome.code).toBe("measured");
  });

  it("bridges a blink of the tracker and leaves out the turns a long absence cuts", () => {
    const { track } = measureScene({ durationS: 8 });
    const hide = (fromS: number, toS: number): PoseTrack => ({
      ...track,
      frames: track.frames.map((frame) =>
        frame.timeS > fromS && frame.timeS < toS ? { ...frame, points: null } : frame,
      ),
    });
    const whole = measure(track);
    expect(switchesOf(measure(hide(3, 3.15)))).toHaveLength(switchesOf(whole).length);
    const cut = measure(hide(3, 4));
    expect(cut.turns.length).toBeLessThan(whole.turns.length);
    expect(cut.turns.every(({ startS, endS }) => endS <= 3.1 || startS >= 3.9)).toBe(true);
    expect(cut.outcome.code).toBe("partly");
    expect(cut.trackSummary.framesWithSkier).toBeLessThan(cut.trackSummary.frames);
  });

  it("survives a track without anybody", () => {
    const { track } = measureScene({ durationS: 1 });
    const run = measure({ ...track, frames: track.frames.map((frame) => ({ ...frame, points: null })) });
    expect(run.turns).toEqual([]);
    expect(run.view.facing).toBe("unknown");
  });

  it("withholds for unclear joints what a network only guesses", () => {
    const truth = surveyScene({});
    const run = measure(trackOfTruth(truth, 3, 0.22));
    expect(reasons(run, "inclinationDeg")).toEqual(["joints"]);
  });
});

describe("a photo", () => {
  const truth = surveyScene({});
  const apex = truth.turns[2]!;
  const index = truth.frames.timesS.findIndex((timeS) => timeS >= apex.apexS);
  const photo: PoseTrack = {
    ...trackOfTruth(truth),
    frames: [{ ...trackOfTruth(truth).frames[index]!, timeS: 0 }],
  };
  const run = measure(photo, { fps: 0, kind: "photo" });

  it("has the measures of one frame and none of movement", () => {
    expect(run.outcome.code).toBe("photo");
    expect(run.turns).toEqual([]);
    const { inclinationDeg, durationS, shoulderSteadinessDeg } = run.still!.metrics;
    expect(isShown(inclinationDeg) && Math.abs(inclinationDeg.value - apex.inclinationDeg)).toBeLessThan(3);
    expect(durationS).toEqual({ withheld: "notAPhoto" });
    expect(shoulderSteadinessDeg).toEqual({ withheld: "notAPhoto" });
  });

  it("is the same picture after measuring: one frame has nothing to smooth", () => {
    run.smoothed.frames[0]!.points!.forEach((value, i) => {
      expect(value).toBeCloseTo(photo.frames[0]!.points![i]!, 0);
    });
  });
});

function mapPoints(track: PoseTrack, move: (x: number, y: number) => [number, number]): PoseTrack {
  return {
    ...track,
    frames: track.frames.map(({ timeS, points }) => ({
      timeS,
      points:
        points &&
        KEYPOINTS.flatMap((_, k) => [...move(points[k * 3]!, points[k * 3 + 1]!), points[k * 3 + 2]!]),
    })),
  };
}

/** The picture in a mirror, with left and right named as a network would name them there. */
function mirrored(track: PoseTrack): PoseTrack {
  const twin = (name: KeypointName) =>
    (name.startsWith("left") ? name.replace("left", "right") : name.replace("right", "left")) as KeypointName;
  const flipped = mapPoints(track, (x, y) => [track.widthPx - x, y]);
  return {
    ...flipped,
    frames: flipped.frames.map(({ timeS, points }) => ({
      timeS,
      points: points && KEYPOINTS.flatMap((name) => points.slice(KP[twin(name)] * 3, KP[twin(name)] * 3 + 3)),
    })),
  };
}
