import { isShown, type MeasureKey, type PoseTrack, type Turn } from "@/lib/analyses/schema";
import { type MeasuredRun, measureRun } from "@/lib/measuring/measure-run";
import type { Truth } from "@/tools/synthetic-skier/truth";
import { type Scene, surveyScene, trackOfTruth } from "./truth-track";

/** Measures a track as a clip of 30 frames a second without cuts, unless `changes` say otherwise. */
export const measure = (
  track: PoseTrack,
  changes: Partial<Parameters<typeof measureRun>[0]> = {},
): MeasuredRun => measureRun({ track, fps: 30, kind: "video", cutsS: [], ...changes });

/** Measures the true joints of a scene with noise; returns the result with the ground truth. */
export function measureScene(
  scene: Scene,
  noisePx = 2,
): { truth: Truth; track: PoseTrack; run: MeasuredRun } {
  const truth = surveyScene(scene);
  const track = trackOfTruth(truth, noisePx);
  return { truth, track, run: measure(track, { fps: truth.fps }) };
}

/** Value of a measure of a turn; NaN where it is withheld. */
export function shown(turn: Turn | undefined, key: MeasureKey): number {
  const measured = turn?.measures[key];
  return isShown(measured) ? measured.value : Number.NaN;
}

/** `shown` or the reasons why a measure is withheld in the turns of a run, without duplicates. */
export const reasons = (run: MeasuredRun, key: MeasureKey): string[] => [
  ...new Set(
    run.turns.map(({ measures }) => {
      const measured = measures[key];
      return measured && "withheld" in measured ? measured.withheld : "shown";
    }),
  ),
];
