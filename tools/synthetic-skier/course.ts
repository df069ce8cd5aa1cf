import type { Skier } from "./skier-motion";
import { type SkiingParams, seeded, turnSignal } from "./turn-signal";

export interface CourseParams {
  gates: "SL" | "GS" | "none";
}

export interface CourseGate {
  leftM: number;
  downhillM: number;
  color: "red" | "blue";
  /** Side of the turn: 1 left, -1 right. */
  side: 1 | -1;
  /** Time at which the skier passes. */
  passedS: number;
}

const STEP_S = 0.01;

/** Returns one gate inside every apex, from 2 s before to 3 s after the shot. */
export function courseOf(
  skiing: SkiingParams,
  skier: Skier,
  course: CourseParams,
  shotS: number,
): CourseGate[] {
  if (course.gates === "none") return [];
  const signal = turnSignal(skiing);
  const gates: CourseGate[] = [];
  for (let t = -2; t < shotS + 3; t += STEP_S) {
    const [before, here, after] = [t - STEP_S, t, t + STEP_S].map((at) => Math.abs(signal(at).legLeanDeg));
    if (!(here! > before! && here! >= after!) || here! < 5) continue;
    const side = signal(t).legLeanDeg > 0 ? 1 : -1;
    const feet = skier.trackAt(t);
    const insideM = course.gates === "SL" ? 0.42 : 1.4;
    gates.push({
      leftM: feet.x + side * insideM,
      downhillM: feet.z,
      color: gates.length % 2 ? "blue" : "red",
      side,
      passedS: t,
    });
  }
  return gates;
}

export interface Tree {
  leftM: number;
  downhillM: number;
  heightM: number;
}

/** Returns trees along both edges of the piste; equal seeds give equal trees. */
export function treeLine(seed: number, fromM: number, toM: number): Tree[] {
  const random = seeded(seed);
  const trees: Tree[] = [];
  for (let z = fromM; z < toM; z += 3.2) {
    for (const side of [-1, 1]) {
      const depthM = 13 + 22 * random() ** 1.6;
      trees.push({ leftM: side * depthM, downhillM: z + 2 * random(), heightM: 4 + 5 * random() });
    }
  }
  return trees;
}
