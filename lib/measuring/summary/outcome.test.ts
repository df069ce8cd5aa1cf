import { describe, expect, it } from "vitest";
import type { PoseTrack } from "@/lib/analyses/schema";
import { measure, measureScene, reasons } from "@/tests/accuracy/measured-scene";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import type { MeasuredRun } from "../measure-run";

const switchesOf = (run: MeasuredRun) => [
  ...new Set(run.turns.flatMap(({ startS, endS }) => [startS, endS])),
];

describe("measureRun", () => {
  it("returns noTurns and no cadence for straight running", () => {
    const { run } = measureScene({ skiing: { leanLeftDeg: 2, leanRightDeg: 2 } });
    expect(run.turns).toEqual([]);
    expect(run.outcome.code).toBe("noTurns");
    expect(run.summary.cadenceHz).toBeNull();
  });

  it("returns partly for a clip with a cut, and measures only the longest shot", () => {
    const { track, truth } = measureScene({ durationS: 8 });
    const run = measure(track, { cutsS: [2.5] });
    expect(run.outcome).toMatchObject({ code: "partly", atS: 2.5 });
    expect(run.turns.every(({ startS }) => startS > 2.5)).toBe(true);
    expect(run.turns.length).toBe(truth.turns.filter(({ startS }) => startS > 2.55).length);
    expect(run.limits[0]).toContain("cuts to another shot");
  });

  it("returns fall, and measures nothing after it", () => {
    const { run } = measureScene({ durationS: 7, skiing: { fallS: 4 } });
    expect(run.outcome.code).toBe("fall");
    expect(run.outcome.atS).toBeGreaterThan(3.8);
    expect(run.outcome.atS).toBeLessThan(5);
    expect(run.turns.length).toBeGreaterThan(2);
    expect(run.turns.every(({ endS }) => endS <= run.outcome.atS!)).toBe(true);
    expect(run.lean!.leanDeg.at(-1)).toBeNull();
  });

  it("returns no fall for a lean of 62 degrees", () => {
    const { run } = measureScene({ skiing: { leanLeftDeg: 62, leanRightDeg: 62, turnS: 1.4 }, durationS: 8 });
    expect(run.outcome.code).toBe("measured");
  });

  it("returns all turns despite a gap of 0.15 s, and partly without the affected turns after a gap of a second", () => {
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

  it("returns no turns and an unknown view for a track without a skier", () => {
    const { track } = measureScene({ durationS: 1 });
    const run = measure({ ...track, frames: track.frames.map((frame) => ({ ...frame, points: null })) });
    expect(run.turns).toEqual([]);
    expect(run.view.facing).toBe("unknown");
  });

  it("withholds measures whose joints have a low score", () => {
    const truth = surveyScene({});
    const run = measure(trackOfTruth(truth, 3, 0.22));
    expect(reasons(run, "inclinationDeg")).toEqual(["joints"]);
  });
});
