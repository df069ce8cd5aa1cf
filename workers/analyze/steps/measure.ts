import type { OpenedMedia } from "@/lib/adapters/media";
import { type AnalysisResult, maxFpsOf, mediaSchema, type PoseTrack } from "@/lib/analyses/schema";
import { measureRun } from "@/lib/measuring/measure-run";
import type { Discipline } from "@/lib/runs/schema";
import type { FollowedClip } from "./track";

export type MeasuredClip = Omit<AnalysisResult, "engine" | "feedback" | "timingsMs"> & {
  smoothed: PoseTrack;
};

export function measure(
  media: OpenedMedia,
  followed: FollowedClip,
  discipline: Discipline | null,
): MeasuredClip {
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
      ? [...limits, "The file is cut short; the part that is there was measured."]
      : limits,
  };
}
