import { KP } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";
import type { SeenFrame } from "./resample";

type JointPair = readonly [left: number, right: number];

const GROUPS: readonly (readonly JointPair[])[] = [
  [
    [KP.leftShoulder, KP.rightShoulder],
    [KP.leftElbow, KP.rightElbow],
    [KP.leftWrist, KP.rightWrist],
  ],
  [[KP.leftHip, KP.rightHip]],
  [[KP.leftKnee, KP.rightKnee]],
  [[KP.leftAnkle, KP.rightAnkle]],
];
const ORDER_PAIRS: readonly JointPair[] = [
  [KP.leftShoulder, KP.rightShoulder],
  [KP.leftHip, KP.rightHip],
];

/** Cost of a swapped frame in torso lengths, so that the labels of the network are kept without evidence. */
const SWAP_PRIOR = 0.02;
/** Narrower shoulders are seen from the side, where left and right have no order. */
const MIN_SHOULDER_WIDTH_T = 0.35;
/** Pose networks often label a back as a front, and rarely the reverse. */
const MIN_FRONT_SHARE = 0.5;

/** The side of the picture of the skier's left: 1 right (front view), -1 left (back view), 0 unknown. */
export function leftSignOf(frames: readonly SeenFrame[]): -1 | 0 | 1 {
  let signed = 0;
  let total = 0;
  const widths = frames.map(({ points }) => {
    for (const [left, right] of ORDER_PAIRS) {
      const weight = Math.min(points[left * 3 + 2]!, points[right * 3 + 2]!);
      const gap = points[left * 3]! - points[right * 3]!;
      signed += weight * gap;
      total += weight * Math.abs(gap);
    }
    return Math.abs(points[KP.leftShoulder * 3]! - points[KP.rightShoulder * 3]!) / torsoOf(points);
  });
  if (!(median(widths) >= MIN_SHOULDER_WIDTH_T)) return 0;
  return signed >= MIN_FRONT_SHARE * total ? 1 : -1;
}

/**
 * Returns the frames with swapped left and right keypoints exchanged. A swap reverses the vector from right
 * to left and contradicts `expected`, the result of `leftSignOf`.
 */
export function repairLeftRight(frames: readonly SeenFrame[], expected: -1 | 0 | 1): SeenFrame[] {
  const torsoPx = median(frames.map(({ points }) => torsoOf(points))) || 1;
  const repaired = frames.map((frame) => ({ ...frame, points: [...frame.points] }));
  for (const group of GROUPS) {
    const swapped = cheapestPath(frames, group, torsoPx, expected);
    swapped.forEach((isSwapped, i) => {
      if (isSwapped) for (const pair of group) exchange(repaired[i]!.points, pair);
    });
  }
  return repaired;
}

function torsoOf(points: readonly number[]): number {
  const at = (keypoint: number, axis: number) => points[keypoint * 3 + axis]!;
  const across = (axis: number) =>
    (at(KP.leftShoulder, axis) + at(KP.rightShoulder, axis) - at(KP.leftHip, axis) - at(KP.rightHip, axis)) /
    2;
  return Math.hypot(across(0), across(1));
}

function exchange(points: number[], [left, right]: JointPair): void {
  for (let axis = 0; axis < 3; axis++) {
    const kept = points[left * 3 + axis]!;
    points[left * 3 + axis] = points[right * 3 + axis]!;
    points[right * 3 + axis] = kept;
  }
}

interface FrameCost {
  own: [unswapped: number, swapped: number];
  same: number;
  reversed: number;
}

function frameCost(
  { points }: SeenFrame,
  previous: SeenFrame | undefined,
  group: readonly JointPair[],
  torsoPx: number,
  expected: number,
): FrameCost {
  const cost: FrameCost = { own: [0, SWAP_PRIOR], same: 0, reversed: 0 };
  for (const [left, right] of group) {
    const weight = Math.min(points[left * 3 + 2]!, points[right * 3 + 2]!);
    const gap = (of: readonly number[], axis: number) =>
      (of[left * 3 + axis]! - of[right * 3 + axis]!) / torsoPx;
    const [dx, dy] = [gap(points, 0), gap(points, 1)];
    cost.own[dx * expected < 0 ? 0 : 1] += weight * Math.abs(dx * expected);
    if (!previous) continue;
    const [previousDx, previousDy] = [gap(previous.points, 0), gap(previous.points, 1)];
    cost.same += weight * Math.hypot(dx - previousDx, dy - previousDy);
    cost.reversed += weight * Math.hypot(dx + previousDx, dy + previousDy);
  }
  return cost;
}

function cheapestPath(
  frames: readonly SeenFrame[],
  group: readonly JointPair[],
  torsoPx: number,
  expected: number,
): boolean[] {
  const cameFrom: [number, number][] = [];
  let total: [number, number] = [0, 0];
  frames.forEach((frame, i) => {
    const { own, same, reversed } = frameCost(frame, frames[i - 1], group, torsoPx, expected);
    const step = (state: 0 | 1): [number, number] => {
      const stay = total[state] + same;
      const change = total[state === 0 ? 1 : 0] + reversed;
      return stay <= change ? [stay + own[state], state] : [change + own[state], 1 - state];
    };
    const [unswapped, unswappedFrom] = step(0);
    const [swapped, swappedFrom] = step(1);
    total = [unswapped, swapped];
    cameFrom.push([unswappedFrom, swappedFrom]);
  });
  const path: boolean[] = new Array(frames.length).fill(false);
  let state: number = total[0] <= total[1] ? 0 : 1;
  for (let i = frames.length - 1; i >= 0; i--) {
    path[i] = state === 1;
    state = cameFrom[i]![state]!;
  }
  return path;
}
