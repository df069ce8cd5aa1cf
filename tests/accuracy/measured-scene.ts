import { isShown, type MeasureKey, type PoseTrack, type Turn } from "@/lib/analyses/schema";
import { type MeasuredRun, measureRun } from "@/lib/measuring/measure-run";
import type { Truth } from "@/tools/synthetic-skier/truth";
import { type Scene, surveyScene, trackOfTruth } from "./truth-track";

/** Measures a track as one clip at 30 frames a second without cuts, but for `changes`. */
export const measure = (
  track: PoseTrack,
  changes: Partial<Parameters<typeof measureRun>[0]> = {},
): MeasuredRun => measureRun({ track, fps: 30, kind: "video", cutsS: [], ...changes });

/** A scene's exact joints with `noisePx` of noise, measured, beside what is true of it. */
export function measureScene(
  scene: Scene,
  noisePx = 2,
): { truth: Truth; track: PoseTrack; run: MeasuredRun } {
  const truth = surveyScene(scene);
  const track = trackOfTruth(truth, noisePx);
  return { truth, track, run: measure(track, { fps: truth.fps }) };
}

/** A turn's value of a measure; NaN where it is withheld. */
export function shown(turn: Turn | undefined, key: MeasureKey): number {
  const measured = turn?.measures[key];
  return isShown(measured) ? measured.value : Number.NaN;
}

/** What the turns of a run say of a measure, each once: `shown`, or the reasons why not. */
export const reasons = (run: MeasuredRun, key: MeasureKey): string[] => [
  ...new Set(
    run.turns.map(({ measures }) => {
      const measured = measures[key];
      return measured && "withheld" in measured ? measured.withheld : "shown";
    }),
  ),
];
