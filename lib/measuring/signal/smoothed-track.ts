import type { PoseTrack, TrackFrame } from "@/lib/analyses/schema";
import { roundTo } from "@/lib/pose/statistics";
import type { Body } from "./body";
import { sampleAt } from "./motion";
import type { SeenFrame } from "./resample";

interface SmoothedSegment {
  frames: SeenFrame[];
  body: Body;
}

/** The track with the coordinates and scores of the smoothed motion where there is one: pixels, y down. */
export function smoothedTrack(track: PoseTrack, segments: readonly SmoothedSegment[]): PoseTrack {
  const byTime = new Map(
    segments.flatMap(({ frames, body }) => frames.map((frame) => [frame.timeS, body.motion] as const)),
  );
  const frames = track.frames.map((frame): TrackFrame => {
    const motion = byTime.get(frame.timeS);
    const { points } = frame;
    if (!motion || !points) return frame;
    return {
      timeS: frame.timeS,
      points: points.map((value, i) => {
        const keypoint = Math.floor(i / 3);
        if (i % 3 === 2) return roundTo(sampleAt(motion, motion.score[keypoint]!, frame.timeS), 2);
        const axis = i % 3 === 0 ? motion.x : motion.y;
        const smooth = sampleAt(motion, axis[keypoint]!, frame.timeS);
        if (!Number.isFinite(smooth)) return roundTo(value, 1);
        return roundTo(i % 3 === 0 ? smooth : track.heightPx - smooth, 1);
      }),
    };
  });
  return { ...track, frames };
}
