import { KP, type KeypointName } from "@/lib/pose/skeleton";
import type { Body } from "../signal/body";

/** Joints whose places are features, in pairs that change places in a mirror. */
const FEATURE_JOINTS = [
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
  "nose",
] as const satisfies readonly KeypointName[];

/** Numbers of one pose: x and y of each joint. */
const POSE_SIZE = FEATURE_JOINTS.length * 2;
/** Of a sample: its pose, and of the clip around it the mean pose, how far each place varies, and how it goes with the lean. */
export const FEATURE_SIZE = POSE_SIZE * 4 + 1;

/** The joint that takes the place of each one in a mirror. */
const MIRRORED = FEATURE_JOINTS.map((_, k) => (k === FEATURE_JOINTS.length - 1 ? k : k % 2 === 0 ? k + 1 : k - 1));

/** Features of the samples of one or several stretches of a clip. */
export interface PoseFeatures {
  /** Samples of all bodies, one after the other. */
  count: number;
  /** `count` x `FEATURE_SIZE`. */
  values: Float32Array;
}

/** Length of the body's chain from head to ankle in pixels, which neither crouch nor lean changes. */
function chainPx(body: Body, i: number): number {
  const { x, y } = body.motion;
  const at = (name: KeypointName) => [x[KP[name]]![i]!, y[KP[name]]![i]!] as const;
  const far = (a: readonly [number, number], b: readonly [number, number]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const leg = (side: "left" | "right") =>
    far(at(`${side}Hip`), at(`${side}Knee`)) + far(at(`${side}Knee`), at(`${side}Ankle`));
  const hips = body.hips[i]!;
  const shoulders = body.shoulders[i]!;
  return Math.hypot(shoulders.x - hips.x, shoulders.y - hips.y) + Math.max(leg("left"), leg("right"));
}

/** Median over a moving window of this length, so that zoom is followed and a single frame is not. */
const WINDOW_S = 1;

function chainsPx(body: Body): Float64Array {
  const { motion } = body;
  const raw = Float64Array.from({ length: motion.count }, (_, i) => chainPx(body, i));
  const reach = Math.max(1, Math.round((WINDOW_S / 2) * motion.rateHz));
  return raw.map((_, i) => {
    const window = [...raw.subarray(Math.max(0, i - reach), i + reach + 1)].filter(Number.isFinite).sort((a, b) => a - b);
    return window[Math.floor(window.length / 2)] ?? Number.NaN;
  });
}

/** Places of one sample, relative to the middle of the hips, in lengths of the body's chain. NaN where unseen. */
function poseOf(body: Body, chain: number, i: number, into: Float32Array, offset: number): void {
  const { x, y } = body.motion;
  const hips = body.hips[i]!;
  FEATURE_JOINTS.forEach((name, k) => {
    into[offset + 2 * k] = (x[KP[name]]![i]! - hips.x) / chain;
    into[offset + 2 * k + 1] = (y[KP[name]]![i]! - hips.y) / chain;
  });
}

/** Returns the features of every sample of a clip. `isPhoto` marks a single frame, whose clip says nothing more. */
export function poseFeatures(bodies: readonly Body[], isPhoto: boolean): PoseFeatures {
  const count = bodies.reduce((sum, { motion }) => sum + motion.count, 0);
  const poses = new Float32Array(count * POSE_SIZE);
  let sample = 0;
  for (const body of bodies) {
    const chains = chainsPx(body);
    for (let i = 0; i < body.motion.count; i++) poseOf(body, chains[i]!, i, poses, sample++ * POSE_SIZE);
  }
  const { mean, deviation, slope } = clipStatistics(poses, count);
  const values = new Float32Array(count * FEATURE_SIZE);
  for (let i = 0; i < count; i++) {
    const row = values.subarray(i * FEATURE_SIZE, (i + 1) * FEATURE_SIZE);
    for (let k = 0; k < POSE_SIZE; k++) {
      const value = poses[i * POSE_SIZE + k]!;
      row[k] = Number.isFinite(value) ? value : mean[k]!;
    }
    row.set(mean, POSE_SIZE);
    row.set(isPhoto ? new Float32Array(POSE_SIZE) : deviation, POSE_SIZE * 2);
    row.set(isPhoto ? new Float32Array(POSE_SIZE) : slope, POSE_SIZE * 3);
    row[FEATURE_SIZE - 1] = isPhoto ? 1 : 0;
  }
  return { count, values };
}

/** Mean and deviation of each place over the clip, and its slope against how far the hips are beside the feet. */
function clipStatistics(poses: Float32Array, count: number) {
  const left = FEATURE_JOINTS.indexOf("leftAnkle") * 2;
  const right = FEATURE_JOINTS.indexOf("rightAnkle") * 2;
  const lean = Float64Array.from(
    { length: count },
    (_, i) => -(poses[i * POSE_SIZE + left]! + poses[i * POSE_SIZE + right]!) / 2,
  );
  const finite = (i: number) => Number.isFinite(lean[i]!);
  const leanMean = average(lean, finite);
  const mean = new Float32Array(POSE_SIZE);
  const deviation = new Float32Array(POSE_SIZE);
  const slope = new Float32Array(POSE_SIZE);
  for (let k = 0; k < POSE_SIZE; k++) {
    const place = Float64Array.from({ length: count }, (_, i) => poses[i * POSE_SIZE + k]!);
    const seen = (i: number) => finite(i) && Number.isFinite(place[i]!);
    mean[k] = average(place, seen);
    let squares = 0;
    let products = 0;
    let leans = 0;
    let n = 0;
    for (let i = 0; i < count; i++) {
      if (!seen(i)) continue;
      const away = place[i]! - mean[k]!;
      const leaning = lean[i]! - leanMean;
      squares += away * away;
      products += away * leaning;
      leans += leaning * leaning;
      n++;
    }
    deviation[k] = n > 1 ? Math.sqrt(squares / n) : 0;
    // A clip without a change of lean has no slope; the constant keeps the quotient small there.
    slope[k] = n > 1 ? products / (leans + n * 1e-3) : 0;
  }
  return { mean, deviation, slope };
}

function average(values: Float64Array, seen: (i: number) => boolean): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (!seen(i)) continue;
    sum += values[i]!;
    n++;
  }
  return n === 0 ? 0 : sum / n;
}

/** The features of the mirrored picture: left and right change places, and x its sign. */
export function mirrorFeatures(values: Float32Array): Float32Array {
  const mirrored = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += FEATURE_SIZE) {
    for (let part = 0; part < 4; part++) {
      MIRRORED.forEach((from, k) => {
        const source = row + part * POSE_SIZE + 2 * from;
        const target = row + part * POSE_SIZE + 2 * k;
        // The lean changes its sign in the mirror, so its slopes of x stay and those of y turn.
        const signs = part === 2 ? [1, 1] : part === 3 ? [1, -1] : [-1, 1];
        mirrored[target] = signs[0]! * values[source]!;
        mirrored[target + 1] = signs[1]! * values[source + 1]!;
      });
    }
    mirrored[row + FEATURE_SIZE - 1] = values[row + FEATURE_SIZE - 1]!;
  }
  return mirrored;
}
