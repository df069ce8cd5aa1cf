import { z } from "zod";

/**
 * One frame of the skier. `points` are 17 x (x, y, score): pixels of the upright picture, y down, with one
 * decimal; score 0..1 with two decimals. Null while the skier is not seen.
 */
const trackFrameSchema = z.object({
  timeS: z.number(),
  points: z.array(z.number()).length(51).nullable(),
});

/** The pose track as stored in `track.json`. */
export const poseTrackSchema = z.object({
  version: z.literal(1),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  frames: z.array(trackFrameSchema),
});
export type TrackFrame = z.infer<typeof trackFrameSchema>;
export type PoseTrack = z.infer<typeof poseTrackSchema>;
