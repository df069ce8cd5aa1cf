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
/** Index of each keypoint in `KEYPOINTS`. */
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
