import { expect, test } from "vitest";
import { isShown } from "@/lib/analyses/schema";
import { measureRun } from "@/lib/measuring/measure-run";
import { median, quantile } from "@/lib/pose/statistics";
import { type RunOptions, simulateRun } from "./run";
import { drawSkier } from "./skier";

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);

/** Errors of the shown inclinations of one simulated run, degrees. */
function inclinationErrorsDeg(seed: number, options: RunOptions): number[] {
  const run = simulateRun(drawSkier, seed, options);
  const { turns } = measureRun({ track: run.track, fps: run.fps, kind: "video", cutsS: [] });
  return turns.flatMap(({ apexS, measures }) => {
    const shown = measures.inclinationDeg;
    const truth = run.turns.find((turn) => Math.abs(turn.apexS - apexS) < 0.2);
    return truth && isShown(shown) ? [shown.value - Math.abs(truth.measures.leanDeg)] : [];
  });
}

const IN_LINE: RunOptions = {
  placement: { yawDeg: 0, rollDeg: 0, shakeDeg: 0, standing: false, elevationDeg: 5, skierPx: 400 },
};

test("the same seed simulates the same run, and another seed another one", () => {
  const [first, again, other] = [7, 7, 8].map((seed) => simulateRun(drawSkier, seed).track);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("simulated turns alternate between left and right", () => {
  for (const seed of SEEDS) {
    const sides = simulateRun(drawSkier, seed).turns.map(({ side }) => side);
    expect(sides.every((side, i) => i === 0 || side !== sides[i - 1])).toBe(true);
  }
});

test("inclination is right for skiers of any technique whom a level camera films in line without noise", () => {
  const errors = SEEDS.flatMap((seed) => inclinationErrorsDeg(seed, { ...IN_LINE, noNoise: true }));
  expect(errors.length).toBeGreaterThan(100);
  expect(Math.abs(median(errors))).toBeLessThan(1.5);
  expect(quantile(errors.map(Math.abs), 0.9)).toBeLessThan(5);
});

test("the errors of the pose network do not bias the inclination of skiers filmed in line", () => {
  const errors = SEEDS.flatMap((seed) => inclinationErrorsDeg(seed, IN_LINE));
  expect(errors.length).toBeGreaterThan(100);
  expect(Math.abs(median(errors))).toBeLessThan(2);
});
