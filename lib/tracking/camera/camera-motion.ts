import type { GreyImage } from "@/lib/pose/ports";
import { clamp, mean, median } from "@/lib/pose/statistics";
import {
  correlation,
  downscale,
  type HighPassImage,
  highPass,
  maskRectangles,
  overlap,
  type Rectangle,
} from "./high-pass-image";

/**
 * Motion of the background between two frames: a point p moves to p + (dx, dy) + zoom (p - center of the
 * picture).
 */
export interface CameraMotion {
  dxPx: number;
  dyPx: number;
  zoom: number;
}

export interface Background {
  fine: HighPassImage;
  coarse: HighPassImage;
  whole: HighPassImage;
}

const COARSE = 4;
const HALF = 2;
/** Largest motion between two frames that is searched, as a share of the picture. */
const MAX_SHIFT = 0.3;
const BLOCK = 16;
const BLOCK_STEP_X = 24;
const BLOCK_STEP_Y = 16;
const FINE_REACH = 3;
const MIN_VARIANCE = 2;
const MAX_COST_SHARE = 0.6;
const INLIER_PX = 1.2;
const MIN_BLOCKS = 4;
/** Above this correlation two pictures show the same place, and a wider search is not needed. */
const SAME_PLACE = 0.6;
/** A match far from the expected motion must be better by this, because cameras move smoothly. */
const FAR_SHIFT_MARGIN = 0.05;

export const NO_MOTION: CameraMotion = { dxPx: 0, dyPx: 0, zoom: 0 };

export function prepareBackground(grey: GreyImage, people: readonly Rectangle[] = []): Background {
  const fine = highPass(grey, 4);
  const coarse = highPass(downscale(grey, COARSE), 3);
  maskRectangles(fine, people);
  maskRectangles(coarse, people, 1 / COARSE);
  return { fine, coarse, whole: highPass(downscale(grey, HALF), 4) };
}

/**
 * Estimates the motion between two pictures of one size, and their similarity (correlation -1..1) after it is
 * compensated.
 */
export function cameraMotion(
  before: Background,
  after: Background,
  expected: CameraMotion,
): { motion: CameraMotion; similarity: number } {
  const rough = coarseShift(before.coarse, after.coarse, expected);
  const blocks = matchBlocks(before.fine, after.fine, rough);
  const motion = fitMotion(blocks, before.fine) ?? { dxPx: rough.dx, dyPx: rough.dy, zoom: 0 };
  const similarity = Math.max(
    similarityAt(before.whole, after.whole, motion),
    similarityAt(before.whole, after.whole, NO_MOTION),
  );
  return { motion, similarity };
}

function similarityAt(a: HighPassImage, b: HighPassImage, motion: CameraMotion): number {
  return bestShift(a, b, { dx: Math.round(motion.dxPx / HALF), dy: Math.round(motion.dyPx / HALF) }, 1, 1)
    .score;
}

interface Shift {
  dx: number;
  dy: number;
}

/** The shift of the whole picture in fine pixels with the best correlation. */
function coarseShift(a: HighPassImage, b: HighPassImage, expected: CameraMotion): Shift & { score: number } {
  const center = { dx: Math.round(expected.dxPx / COARSE), dy: Math.round(expected.dyPx / COARSE) };
  const near = inFinePixels(bestShift(a, b, center, 2, 2));
  if (near.score > SAME_PLACE) return near;
  const reachX = Math.round(a.widthPx * MAX_SHIFT);
  const reachY = Math.round(a.heightPx * MAX_SHIFT);
  const anywhere = inFinePixels(bestShift(a, b, { dx: 0, dy: 0 }, reachX, reachY));
  return anywhere.score > near.score + FAR_SHIFT_MARGIN ? anywhere : near;
}

const inFinePixels = ({ dx, dy, score }: Shift & { score: number }) => ({
  dx: dx * COARSE,
  dy: dy * COARSE,
  score,
});

function bestShift(a: HighPassImage, b: HighPassImage, center: Shift, reachX: number, reachY: number) {
  let best = { dx: 0, dy: 0, score: Number.NEGATIVE_INFINITY };
  for (let dy = center.dy - reachY; dy <= center.dy + reachY; dy++) {
    for (let dx = center.dx - reachX; dx <= center.dx + reachX; dx++) {
      if (Math.abs(dx) > a.widthPx / 2 || Math.abs(dy) > a.heightPx / 2) continue;
      const score = correlation(a, b, dx, dy);
      if (score > best.score) best = { dx, dy, score };
    }
  }
  return best;
}

interface BlockMatch extends Shift {
  x: number;
  y: number;
}

function matchBlocks(a: HighPassImage, b: HighPassImage, rough: Shift): BlockMatch[] {
  const { left, right, top, bottom } = overlap(a, rough.dx, rough.dy);
  const matches: BlockMatch[] = [];
  for (let y = top + FINE_REACH; y + BLOCK + FINE_REACH <= bottom; y += BLOCK_STEP_Y) {
    for (let x = left + FINE_REACH; x + BLOCK + FINE_REACH <= right; x += BLOCK_STEP_X) {
      if (isUnusable(a, x, y)) continue;
      const shift = matchBlock(a, b, x, y, rough);
      if (shift) matches.push({ ...shift, x: x + BLOCK / 2, y: y + BLOCK / 2 });
    }
  }
  return matches;
}

function isUnusable({ data, widthPx }: HighPassImage, left: number, top: number): boolean {
  const last = BLOCK - 1;
  for (const corner of [0, last, last * widthPx, last * widthPx + last]) {
    if (data[top * widthPx + left + corner] === 0) return true;
  }
  let sum = 0;
  for (let y = top; y < top + BLOCK; y++) {
    for (let x = left; x < left + BLOCK; x++) sum += data[y * widthPx + x]! ** 2;
  }
  return sum / (BLOCK * BLOCK) < MIN_VARIANCE;
}

/**
 * The shift with the least sum of absolute differences; null at the edge of the search area and for a flat
 * minimum.
 */
function matchBlock(a: HighPassImage, b: HighPassImage, x: number, y: number, rough: Shift): Shift | null {
  const side = 2 * FINE_REACH + 1;
  const costs = new Float32Array(side * side);
  let best = 0;
  let sum = 0;
  for (let i = 0; i < costs.length; i++) {
    const dx = rough.dx + (i % side) - FINE_REACH;
    const dy = rough.dy + Math.floor(i / side) - FINE_REACH;
    costs[i] = blockDifference(a, b, x, y, dx, dy);
    sum += costs[i]!;
    if (costs[i]! < costs[best]!) best = i;
  }
  if (costs[best]! > (MAX_COST_SHARE * sum) / costs.length) return null;
  const column = best % side;
  const row = Math.floor(best / side);
  if (column === 0 || row === 0 || column === side - 1 || row === side - 1) return null;
  return {
    dx: rough.dx + column - FINE_REACH + parabolaMinimum(costs[best - 1]!, costs[best]!, costs[best + 1]!),
    dy: rough.dy + row - FINE_REACH + parabolaMinimum(costs[best - side]!, costs[best]!, costs[best + side]!),
  };
}

function blockDifference(
  a: HighPassImage,
  b: HighPassImage,
  x: number,
  y: number,
  dx: number,
  dy: number,
): number {
  let sum = 0;
  for (let j = 0; j < BLOCK; j++) {
    const from = (y + j) * a.widthPx + x;
    const to = (y + j + dy) * b.widthPx + x + dx;
    for (let i = 0; i < BLOCK; i++) sum += Math.abs(a.data[from + i]! - b.data[to + i]!);
  }
  return sum;
}

function parabolaMinimum(before: number, at: number, after: number): number {
  const curvature = before - 2 * at + after;
  return curvature > 0 ? clamp((before - after) / (2 * curvature), -0.5, 0.5) : 0;
}

function fitMotion(
  blocks: readonly BlockMatch[],
  size: { widthPx: number; heightPx: number },
): CameraMotion | null {
  if (blocks.length < MIN_BLOCKS) return null;
  const middleDx = median(blocks.map((block) => block.dx));
  const middleDy = median(blocks.map((block) => block.dy));
  const near = blocks.filter((block) => Math.hypot(block.dx - middleDx, block.dy - middleDy) < INLIER_PX);
  if (near.length < MIN_BLOCKS) return { dxPx: middleDx, dyPx: middleDy, zoom: 0 };
  const [meanX, meanY] = [mean(near.map(({ x }) => x)), mean(near.map(({ y }) => y))];
  const [meanDx, meanDy] = [mean(near.map(({ dx }) => dx)), mean(near.map(({ dy }) => dy))];
  let covariance = 0;
  let variance = 0;
  for (const block of near) {
    covariance += (block.x - meanX) * (block.dx - meanDx) + (block.y - meanY) * (block.dy - meanDy);
    variance += (block.x - meanX) ** 2 + (block.y - meanY) ** 2;
  }
  const zoom = variance > 0 ? covariance / variance : 0;
  return {
    dxPx: meanDx - zoom * (meanX - size.widthPx / 2),
    dyPx: meanDy - zoom * (meanY - size.heightPx / 2),
    zoom,
  };
}
