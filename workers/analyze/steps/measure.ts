import type { OpenedMedia } from "@/lib/adapters/media";
import { type AnalysisResult, maxFpsOf, mediaSchema, type PoseTrack } from "@/lib/analyses/schema";
import { measureRun } from "@/lib/measuring";
import type { Discipline } from "@/lib/runs/schema";
import type { Followed } from "./track";

/** All of an analysis that is measured; what coach and stopwatch add comes later. */
export type Facts = Omit<AnalysisResult, "engine" | "feedback" | "timingsMs">;
export type Measured = Facts & { smoothed: PoseTrack };

/** Turns the pose track into turns, measures and an outcome. */
export function measure(media: OpenedMedia, followed: Followed, discipline: Discipline | null): Measured {
  const { probe } = media;
  const { trackSummary, limits, ...measured } = measureRun({
    track: followed.track,
    fps: probe.fps,
    maxFps: maxFpsOf(probe),
    kind: probe.kind,
    cutsS: followed.cutsS,
    discipline,
  });
  return {
    ...measured,
    media: mediaSchema.parse(probe),
    track: { ...trackSummary, people: followed.people },
    limits: media.cutShort
      ? [...limits, "The file ends before it says it does; what is there was measured."]
      : limits,
  };
}
