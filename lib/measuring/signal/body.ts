import { between, distance, isSeen, mid, type Point } from "@/lib/pose/geometry";
import type { KeypointName } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";
import { lowPass } from "./filter";
import { type Motion, pointAt, series } from "./motion";

export type Side = "left" | "right";
/** Left for right and right for left. */
export const otherSide = (side: Side): Side => (side === "left" ? "right" : "left");

type PairedJoint = "Shoulder" | "Elbow" | "Wrist" | "Hip" | "Knee" | "Ankle";
/** The name of one side's joint among the keypoints, `leftKnee`. */
export const jointOf = (side: Side, joint: PairedJoint): KeypointName => `${side}${joint}`;

/** Movement of the keypoints faster than this is noise of the network (measures of gait and skiing use 6 Hz). */
export const KEYPOINT_HZ = 6;
/** The torso length is a median over this much time either side: a frame's foreshortening is not a new unit. */
const TORSO_WINDOW_S = 0.5;

/** A stretch of movement with what most measures need, sample by sample on the motion's grid. */
export interface Body {
  motion: Motion;
  /** Torso length in pixels: the unit of length. */
  torsoPx: Float64Array;
  com: Point[];
  /** Middle of the ankles. */
  feet: Point[];
  hips: Point[];
  shoulders: Point[];
}

/** The motion with every keypoint low-passed without delay. */
export function smoothMotion(motion: Motion): Motion {
  const smooth = (signal: Float64Array) => lowPass(signal, motion.rateHz, KEYPOINT_HZ);
  return { ...motion, x: motion.x.map(smooth), y: motion.y.map(smooth) };
}

/** A motion with centre of mass, feet, hips, shoulders and the unit of length, sample by sample on its grid; pixels, y up. */
export function bodyOf(motion: Motion): Body {
  const samples = Array.from({ length: motion.count }, (_, i) => i);
  const middle = (joint: PairedJoint) =>
    samples.map((i) =>
      mid(pointAt(motion, jointOf("left", joint), i), pointAt(motion, jointOf("right", joint), i)),
    );
  const hips = middle("Hip");
  const shoulders = middle("Shoulder");
  return {
    motion,
    torsoPx: torsoOf(motion, hips, shoulders),
    com: samples.map((i) => centreOfMass(motion, i)),
    feet: middle("Ankle"),
    hips,
    shoulders,
  };
}

function torsoOf(motion: Motion, hips: Point[], shoulders: Point[]): Float64Array {
  const length = series(motion, (i) => distance(hips[i]!, shoulders[i]!));
  const reach = Math.round(TORSO_WINDOW_S * motion.rateHz);
  return series(motion, (i) => median(length.subarray(Math.max(0, i - reach), i + reach + 1)));
}

/** Share of body mass, and where each segment's centre lies from its upper end (Winter 2009, table 4.1). */
const HEAD_MASS = 0.081;
const TRUNK_MASS = 0.497;
const LIMBS = [
  { from: "Shoulder", to: "Elbow", mass: 0.028, centre: 0.436 },
  { from: "Elbow", to: "Wrist", mass: 0.022, centre: 0.682 },
  { from: "Hip", to: "Knee", mass: 0.1, centre: 0.433 },
  { from: "Knee", to: "Ankle", mass: 0.061, centre: 0.606 },
] as const;
/** Without a face in sight the head is taken to sit this far above the shoulders along the trunk, in trunk lengths. */
const HEAD_OVER_SHOULDERS = 0.4;

/**
 * The mass-weighted centre of the body's segments at one sample. Trunk and legs must be seen; an arm that is not
 * counts as hanging at its last joint that is, because it is a twentieth of the mass.
 */
export function centreOfMass(motion: Motion, index: number): Point {
  const at = (side: Side, joint: PairedJoint) => pointAt(motion, jointOf(side, joint), index);
  const hips = mid(at("left", "Hip"), at("right", "Hip"));
  const shoulders = mid(at("left", "Shoulder"), at("right", "Shoulder"));
  const trunk = mid(hips, shoulders);
  const head = headAt(motion, index);
  let x = HEAD_MASS * head.x + TRUNK_MASS * trunk.x;
  let y = HEAD_MASS * head.y + TRUNK_MASS * trunk.y;
  for (const side of ["left", "right"] as const) {
    for (const { from, to, mass, centre } of LIMBS) {
      const upper = at(side, from);
      const lower = at(side, to);
      const isArm = from === "Shoulder" || from === "Elbow";
      let place = between(upper, lower, centre);
      if (isArm && !isSeen(place)) place = isSeen(upper) ? upper : at(side, "Shoulder");
      x += mass * place.x;
      y += mass * place.y;
    }
  }
  return { x, y };
}

/** Middle of the head: of the ears, else the nose, else above the shoulders. */
export function headAt(motion: Motion, index: number): Point {
  const ears = mid(pointAt(motion, "leftEar", index), pointAt(motion, "rightEar", index));
  if (isSeen(ears)) return ears;
  const nose = pointAt(motion, "nose", index);
  if (isSeen(nose)) return nose;
  const shoulders = mid(pointAt(motion, "leftShoulder", index), pointAt(motion, "rightShoulder", index));
  const hips = mid(pointAt(motion, "leftHip", index), pointAt(motion, "rightHip", index));
  return between(hips, shoulders, 1 + HEAD_OVER_SHOULDERS);
}

/** The joints the centre of mass and the feet rest on. */
export const LEAN_JOINTS: readonly KeypointName[] = [
  "leftShoulder",
  "rightShoulder",
  "leftHip",
  "rightHip",
  "leftKnee",
  "rightKnee",
  "leftAnkle",
  "rightAnkle",
];
