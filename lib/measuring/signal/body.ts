import { between, distance, isSeen, mid, type Point } from "@/lib/pose/geometry";
import { headAt } from "@/lib/pose/head";
import { jointOf, type KeypointName, type PairedJoint, SIDES, type Side } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";
import { lowPass } from "./filter";
import { type Motion, pointAt, series } from "./motion";

/** Cut-off of the keypoint filter, as usual for gait and skiing. */
export const KEYPOINT_HZ = 6;
/** The torso length is a median over this time to either side. */
const TORSO_WINDOW_S = 0.5;

export interface Body {
  motion: Motion;
  torsoPx: Float64Array;
  com: Point[];
  feet: Point[];
  hips: Point[];
  shoulders: Point[];
}

export function smoothMotion(motion: Motion): Motion {
  const smooth = (signal: Float64Array) => lowPass(signal, motion.rateHz, KEYPOINT_HZ);
  return { ...motion, x: motion.x.map(smooth), y: motion.y.map(smooth) };
}

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
    com: samples.map((i) => centerOfMass(motion, i)),
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

/** Share of body mass, and position of each segment's center from its upper end (Winter 2009, table 4.1). */
const HEAD_MASS = 0.081;
const TRUNK_MASS = 0.497;
const LIMBS = [
  { from: "Shoulder", to: "Elbow", mass: 0.028, center: 0.436 },
  { from: "Elbow", to: "Wrist", mass: 0.022, center: 0.682 },
  { from: "Hip", to: "Knee", mass: 0.1, center: 0.433 },
  { from: "Knee", to: "Ankle", mass: 0.061, center: 0.606 },
] as const;

/**
 * The mass-weighted center of the body's segments; NaN when trunk or legs are not seen. An unseen arm, a
 * twentieth of the mass, counts at its last seen joint.
 */
function centerOfMass(motion: Motion, index: number): Point {
  const at = (side: Side, joint: PairedJoint) => pointAt(motion, jointOf(side, joint), index);
  const hips = mid(at("left", "Hip"), at("right", "Hip"));
  const shoulders = mid(at("left", "Shoulder"), at("right", "Shoulder"));
  const trunk = mid(hips, shoulders);
  const head = headAt((name) => pointAt(motion, name, index));
  let x = HEAD_MASS * head.x + TRUNK_MASS * trunk.x;
  let y = HEAD_MASS * head.y + TRUNK_MASS * trunk.y;
  for (const side of SIDES) {
    for (const { from, to, mass, center } of LIMBS) {
      const upper = at(side, from);
      const lower = at(side, to);
      const isArm = from === "Shoulder" || from === "Elbow";
      let position = between(upper, lower, center);
      if (isArm && !isSeen(position)) position = isSeen(upper) ? upper : at(side, "Shoulder");
      x += mass * position.x;
      y += mass * position.y;
    }
  }
  return { x, y };
}

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
