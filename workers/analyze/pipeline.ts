import { type MediaSource, openMedia } from "@/lib/adapters/media";
import { loadPose } from "@/lib/adapters/pose";
import type { AnalysisResult, Stage, SubjectHint } from "@/lib/analyses/schema";
import { STAGES } from "@/lib/analyses/schema";
import type { CoachingEngine } from "@/lib/coaching/engine";
import { chooseMoments } from "@/lib/coaching/moments";
import { rulesEngine } from "@/lib/coaching/rules-engine";
import type { Discipline } from "@/lib/runs/schema";
import type { PipelineHooks } from "./artifact";
import { ApexStillCache } from "./steps/apex-still-cache";
import { measure } from "./steps/measure";
import { makePlayback } from "./steps/playback";
import { cutPoster, cutStills } from "./steps/stills";
import { analyzedFps, track, trackArtifact } from "./steps/track";
import { Stopwatch } from "./stopwatch";

/** Increased whenever the same clip may get other numbers. */
export const ENGINE_VERSION = "1.1.1";

export interface PipelineInput {
  source: MediaSource;
  discipline: Discipline | null;
  /** The position that a person tapped; null to let the tracker choose the skier. */
  subject: SubjectHint | null;
  folder: string;
  /** The rules engine by default. */
  coaching?: CoachingEngine;
}

/**
 * Analyses one file. Memory does not grow with the clip's length.
 * @throws RunRefused or MediaError when the file cannot be analysed
 */
export async function runPipeline(input: PipelineInput, hooks: PipelineHooks): Promise<AnalysisResult> {
  const watch = new Stopwatch();
  const advance = (stage: Stage, share = 0) => {
    hooks.signal?.throwIfAborted();
    hooks.onProgress?.(stage, percentOf(stage, share));
  };

  advance("probe");
  // Loads the models in parallel; tracking reports a failure.
  loadPose().catch(() => undefined);
  const media = await watch.time("probe", () => openMedia(input.source));
  const cache = new ApexStillCache(media.probe, analyzedFps(media.probe));
  try {
    await watch.time("stills", () => cutPoster(media, hooks));

    advance("track");
    const followed = await track(media, input.subject, cache, watch, (share) => advance("track", share));

    advance("measure");
    const measured = await watch.time("measure", () => measure(media, followed, input.discipline));
    await hooks.onArtifact(await trackArtifact(measured.smoothed));

    const { smoothed, ...facts } = measured;
    const coaching = input.coaching ?? rulesEngine;

    advance("stills");
    const moments = coaching.needsStills ? chooseMoments(facts) : [];
    const stills = await watch.time("stills", () => cutStills(media, measured, cache, hooks, moments));

    advance("coach");
    const material = { analysis: facts, discipline: input.discipline, stills };
    const signal = hooks.signal ?? new AbortController().signal;
    const { feedback, cost } = await watch.time("coach", () => coaching.write(material, signal));
    hooks.onCoachingCost?.(cost);

    advance("playback");
    await watch.time("playback", () =>
      makePlayback(media, input.folder, hooks, (share) => advance("playback", share)),
    );

    return {
      ...facts,
      engine: { version: ENGINE_VERSION, pose: followed.poseName, coaching: feedback.engine },
      feedback,
      timingsMs: watch.read(),
    };
  } finally {
    await media.close();
  }
}

function percentOf(stage: Stage, share: number): number {
  const stages = Object.keys(STAGES) as Stage[];
  const next = stages[stages.indexOf(stage) + 1];
  const from = STAGES[stage].from;
  const to = next ? STAGES[next].from : 100;
  return from + (to - from) * Math.min(1, Math.max(0, share));
}
