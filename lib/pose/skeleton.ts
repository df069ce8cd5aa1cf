/** The COCO-17 keypoints, in the order of every keypoint array. */
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

export type Side = "left" | "right";
export const SIDES = ["left", "right"] as const satisfies readonly Side[];
export const oppositeSide = (side: Side): Side => (side === "left" ? "right" : "left");

export type PairedJoint = "Shoulder" | "Elbow" | "Wrist" | "Hip" | "Knee" | "Ankle";
export const jointOf = (side: Side, joint: PairedJoint): KeypointName => `${side}${joint}`;

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
