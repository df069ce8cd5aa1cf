import { z } from "zod";

/** COCO-17, in the order every keypoint array here uses. */
export const KEYPOINTS = [
  "nose",
  "leftEye",
  "rightEye",
  "leftEar",
  "rightEar",
  "leftShoulder",
  "rightShoulder",
  "leftElbow",
  "rightElbow",
  "leftWrist",
  "rightWrist",
  "leftHip",
  "rightHip",
  "leftKnee",
  "rightKnee",
  "leftAnkle",
  "rightAnkle",
] as const;
export type KeypointName = (typeof KEYPOINTS)[number];
export const KP = Object.fromEntries(KEYPOINTS.map((name, i) => [name, i])) as Record<KeypointName, number>;

/** Pairs of keypoints that make the drawn skeleton. */
export const BONES: readonly (readonly [KeypointName, KeypointName])[] = [
  ["leftShoulder", "rightShoulder"],
  ["leftHip", "rightHip"],
  ["leftShoulder", "leftHip"],
  ["rightShoulder", "rightHip"],
  ["leftShoulder", "leftElbow"],
  ["leftElbow", "leftWrist"],
  ["rightShoulder", "rightElbow"],
  ["rightElbow", "rightWrist"],
  ["leftHip", "leftKnee"],
  ["leftKnee", "leftAnkle"],
  ["rightHip", "rightKnee"],
  ["rightKnee", "rightAnkle"],
];

/**
 * One frame of the skier. `points` holds 17 x (x, y, score): pixels of the upright picture, y down, one decimal;
 * score 0..1, two decimals. Null while the skier is not seen.
 */
export const trackFrameSchema = z.object({
  timeS: z.number(),
  points: z.array(z.number()).length(51).nullable(),
});

/** The pose track as stored (gzipped JSON) and as the player reads it. */
export const poseTrackSchema = z.object({
  version: z.literal(1),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  frames: z.array(trackFrameSchema),
});
export type TrackFrame = z.infer<typeof trackFrameSchema>;
export type PoseTrack = z.infer<typeof poseTrackSchema>;
