import { describe, expect, it } from "vitest";
import type { PoseTrack } from "@/lib/analyses/schema";
import { measure, measureScene, reasons } from "@/tests/accuracy/measured-scene";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import type { MeasuredRun } from "../measure-run";

const switchesOf = (run: MeasuredRun) => [
  ...new Set(run.turns.flatMap(({ startS, endS }) => [startS, endS])),
];

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
