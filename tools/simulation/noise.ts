import { KEYPOINTS, type KeypointName, KP } from "@/lib/pose/skeleton";
import type { Random } from "./random";

type PicturePoint = readonly [xPx: number, yPx: number];

/**
 * Errors of the pose network in percent of the skier's height, along the bone that ends at the joint and
 * across it, as measured on rendered clips with known joints.
 */
interface JointError {
  /** Mean steady error along the bone, away from the body, and towards the body's middle line. */
  outward: number;
  inward: number;
  /** Standard deviations along and across the bone: from clip to clip, and within a turn. */
  steady: readonly [along: number, across: number];
  slow: readonly [along: number, across: number];
  /** From frame to frame, in both directions. */
  fast: number;
}

const ERRORS = {
  head: { outward: 0, inward: 0, steady: [1.5, 1.5], slow: [0.9, 0.9], fast: 0.4 },
  Shoulder: { outward: 2.2, inward: 2, steady: [0.9, 0.8], slow: [1.1, 0.7], fast: 0.3 },
  Elbow: { outward: -5, inward: 0, steady: [4.5, 0.8], slow: [3, 0.8], fast: 0.6 },
  Wrist: { outward: -1, inward: 0, steady: [1.5, 0.8], slow: [2.1, 1.5], fast: 0.7 },
  Hip: { outward: -2.2, inward: 1.5, steady: [1.5, 0.9], slow: [1.2, 1], fast: 0.4 },
  Knee: { outward: 1, inward: 0, steady: [1, 0.6], slow: [2.5, 1], fast: 0.5 },
  Ankle: { outward: 3.5, inward: 0, steady: [1.6, 0.7], slow: [4, 1.2], fast: 0.8 },
} as const satisfies Record<string, JointError>;

/** The joint at the other end of the bone whose direction the error of a joint follows. */
const BONE_FROM: Partial<Record<string, string>> = {
  Shoulder: "Hip",
  Elbow: "Shoulder",
  Wrist: "Elbow",
  Hip: "Shoulder",
  Knee: "Hip",
  Ankle: "Knee",
};

const partOf = (name: KeypointName) =>
  (Object.keys(ERRORS).find((key) => name.endsWith(key)) ?? "head") as keyof typeof ERRORS;

/** Adds the errors of the pose network to true positions. Frames must come in order. */
export interface NoiseModel {
  /** Takes 17 true positions, y down; returns x, y, score of each, or null for a frame without a pose. */
  observe(points: readonly PicturePoint[], heightPx: number, frameS: number): number[] | null;
}

interface JointState {
  error: JointError;
  /** Index of the joint at the bone's other end; its own for the head. */
  from: number;
  steady: readonly [number, number];
  byLean: readonly [number, number];
  slow: [number, number];
}

const mid = (a: PicturePoint, b: PicturePoint): PicturePoint => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** Factors of the errors of joints seen from behind, and of those on the far side. */
const BEHIND = 1.8;
const FAR = 2;

/** Draws the errors of one clip filmed from `yawDeg`; their size differs from clip to clip. */
export function drawNoise(random: Random, yawDeg: number): NoiseModel {
  const size = random.between(0.6, 1.4);
  const meanSize = random.between(0.2, 1.5);
  const sideways = Math.abs(Math.sin((yawDeg * Math.PI) / 180));
  const behind = Math.abs(yawDeg) > 90 ? random.between(1, BEHIND) : 1;
  const states = KEYPOINTS.map((name): JointState => {
    const part = partOf(name);
    const error = ERRORS[part];
    const far = name.startsWith(yawDeg > 0 ? "right" : "left") ? 1 + (FAR - 1) * sideways ** 2 : 1;
    const spread = size * behind * far;
    const bone = BONE_FROM[part];
    return {
      error,
      from: bone ? KP[name.replace(part, bone) as KeypointName] : KP[name],
      steady: [random.normal(error.steady[0] * spread), random.normal(error.steady[1] * spread)],
      byLean: [random.normal(error.slow[0] * spread * 0.5), random.normal(error.slow[1] * spread * 0.5)],
      slow: [0, 0],
    };
  });
  const score = random.between(0.35, 0.8);
  const missing = random.chance(0.2) ? random.between(0, 0.05) : 0;
  const outliers = random.between(0, 0.003);
  const swapsPerS = random.chance(0.25) ? random.between(0, 0.6) : 0;
  let swapped = 0;

  return {
    observe(points, heightPx, frameS) {
      if (random.chance(missing)) return null;
      if (swapped <= 0 && random.chance(swapsPerS * frameS)) swapped = random.between(0.03, 0.3);
      swapped -= frameS;
      const at = (name: KeypointName) => points[KP[name]]!;
      const hips = mid(at("leftHip"), at("rightHip"));
      const ankles = mid(at("leftAnkle"), at("rightAnkle"));
      const axisX = mid(hips, mid(at("leftShoulder"), at("rightShoulder")))[0];
      const lean = (hips[0] - ankles[0]) / (0.25 * heightPx);
      const keep = Math.exp(-frameS / 0.2);
      const renew = Math.sqrt(1 - keep * keep) * size * behind * 0.85;
      const percent = heightPx / 100;
      const placed = points.map((point, k): [number, number, number] => {
        const { error, from, steady, byLean, slow } = states[k]!;
        for (const direction of [0, 1] as const) {
          slow[direction] = slow[direction] * keep + random.normal(error.slow[direction] * renew);
        }
        const jump = random.chance(outliers) ? 8 : 0;
        const fast = error.fast * size + jump;
        const origin = points[from]!;
        const boneX = point[0] - origin[0];
        const boneY = point[1] - origin[1];
        const bonePx = Math.hypot(boneX, boneY) || 1;
        const [dx, dy] = from === k ? [1, 0] : [boneX / bonePx, boneY / bonePx];
        const outwards = steady[0] + byLean[0] * lean + slow[0] + error.outward * meanSize;
        const across = steady[1] + byLean[1] * lean + slow[1];
        const inwards =
          error.inward * meanSize * Math.max(-1, Math.min(1, (axisX - point[0]) / (0.05 * heightPx)));
        return [
          point[0] + percent * (outwards * dx - across * dy + inwards + random.normal(fast)),
          point[1] + percent * (outwards * dy + across * dx + random.normal(fast)),
          Math.max(0.05, Math.min(1, score + random.normal(0.08) - (jump ? 0.2 : 0))),
        ];
      });
      return placed.flatMap((_, k) => placed[swapped > 0 ? mirrored(k) : k]!);
    },
  };
}

const mirrored = (k: number): number => {
  const name = KEYPOINTS[k]!;
  if (name.startsWith("left")) return KP[name.replace("left", "right") as KeypointName];
  if (name.startsWith("right")) return KP[name.replace("right", "left") as KeypointName];
  return k;
};
