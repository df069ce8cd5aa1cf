import { KP } from "@/lib/pose/skeleton";
import { median } from "@/lib/pose/statistics";
import type { SeenFrame } from "./resample";

/**
 * Repair of swapped left and right keypoints. Pose networks sometimes take a leg for the other one for a few frames.
 * For each group of joint pairs the vector from right to left is followed through time: a swap turns it round from one
 * frame to the next, and in a front or back view it also contradicts the side on which the left joint must be.
 */

type Pair = readonly [left: number, right: number];

const GROUPS: readonly (readonly Pair[])[] = [
  [
    [KP.leftShoulder, KP.rightShoulder],
    [KP.leftElbow, KP.rightElbow],
    [KP.leftWrist, KP.rightWrist],
  ],
  [[KP.leftHip, KP.rightHip]],
  [[KP.leftKnee, KP.rightKnee]],
  [[KP.leftAnkle, KP.rightAnkle]],
];
const ORDER_PAIRS: readonly Pair[] = [
  [KP.leftShoulder, KP.rightShoulder],
  [KP.leftHip, KP.rightHip],
];

/** In torso lengths a frame: makes the labels as the network gave them win when nothing speaks against them. */
const SWAP_PRIOR = 0.02;
/** Shoulders that look narrower than this share of the torso are seen from the side, where left and right have no order. */
const ORDERED_FROM = 0.35;
/** Networks often take a back for a front for some frames, and hardly ever the other way round. */
const FRONT_FROM_VOTE = 0.5;

/**
 * Where the skier's left is over the whole clip: 1 on the right of the picture (seen from the front), -1 on its left
 * (seen from the back), 0 where shoulders and hips are too narrow to tell.
 */
export function leftIs(frames: readonly SeenFrame[]): -1 | 0 | 1 {
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
  if (!(median(widths) >= ORDERED_FROM)) return 0;
  return signed >= FRONT_FROM_VOTE * total ? 1 : -1;
}

/**
 * The same frames with left and right put right again, by the cheapest path through swapped and not swapped.
 * `expected` is where the left has to be, from `leftIs`.
 */
export function repairSides(frames: readonly SeenFrame[], expected: -1 | 0 | 1): SeenFrame[] {
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

function exchange(points: number[], [left, right]: Pair): void {
  for (let axis = 0; axis < 3; axis++) {
    const kept = points[left * 3 + axis]!;
    points[left * 3 + axis] = points[right * 3 + axis]!;
    points[right * 3 + axis] = kept;
  }
}

function cheapestPath(
  frames: readonly SeenFrame[],
  group: readonly Pair[],
  torsoPx: number,
  expected: number,
): boolean[] {
  const cameFrom: [number, number][] = [];
  let cost: [number, number] = [0, 0];
  frames.forEach((frame, i) => {
    const previous = frames[i - 1];
    const own: [number, number] = [0, SWAP_PRIOR];
    let same = 0;
    let turned = 0;
    for (const [left, right] of group) {
      const weight = Math.min(frame.points[left * 3 + 2]!, frame.points[right * 3 + 2]!);
      const dx = (frame.points[left * 3]! - frame.points[right * 3]!) / torsoPx;
      const dy = (frame.points[left * 3 + 1]! - frame.points[right * 3 + 1]!) / torsoPx;
      own[dx * expected < 0 ? 0 : 1] += weight * Math.abs(dx * expected);
      if (!previous) continue;
      const px = (previous.points[left * 3]! - previous.points[right * 3]!) / torsoPx;
      const py = (previous.points[left * 3 + 1]! - previous.points[right * 3 + 1]!) / torsoPx;
      same += weight * Math.hypot(dx - px, dy - py);
      turned += weight * Math.hypot(dx + px, dy + py);
    }
    const step = (state: 0 | 1): [number, number] => {
      const stay = cost[state] + same;
      const change = cost[state === 0 ? 1 : 0] + turned;
      return stay <= change ? [stay + own[state], state] : [change + own[state], 1 - state];
    };
    const [plain, plainFrom] = step(0);
    const [swap, swapFrom] = step(1);
    cost = [plain, swap];
    cameFrom.push([plainFrom, swapFrom]);
  });
  const path: boolean[] = new Array(frames.length).fill(false);
  let state: number = cost[0] <= cost[1] ? 0 : 1;
  for (let i = frames.length - 1; i >= 0; i--) {
    path[i] = state === 1;
    state = cameFrom[i]![state]!;
  }
  return path;
}
