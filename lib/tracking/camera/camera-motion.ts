import type { GreyImage } from "@/lib/pose/ports";
import { median } from "../statistics";
import { correlation, hide, overlap, type Rectangle, shrink, type Texture, texture } from "./texture";

/**
 * How the background moved from one frame to the next: a point p goes to p + (dx, dy) + zoom (p - middle of the picture).
 * In pixels of the picture that was given.
 */
export interface CameraMotion {
  dxPx: number;
  dyPx: number;
  zoom: number;
}

/** A grey picture readied for comparison with the next one. */
export interface Scene {
  /** Without the people, at two scales: for the motion. */
  fine: Texture;
  coarse: Texture;
  /** With everything, half as large: for the likeness. */
  whole: Texture;
}

const COARSE = 4;
const HALF = 2;
/** Largest motion from frame to frame that is looked for, as a part of the picture. */
const REACH = 0.3;
const BLOCK = 16;
/** Not all blocks are needed to agree on a motion. */
const BLOCK_STEP_X = 24;
const BLOCK_STEP_Y = 16;
const FINE_REACH = 3;
/** Mean square of a block's texture (grey levels) below which it is plain snow or sky. */
const PLAIN = 2;
/** A block is found where it differs by less than this part of the mean difference around. */
const DISTINCT = 0.6;
const INLIER_PX = 1.2;
const MIN_BLOCKS = 4;

/** Readies a grey picture; `people` are the places of people in it, who say nothing about the camera. */
export function scene(grey: GreyImage, people: readonly Rectangle[] = []): Scene {
  const fine = texture(grey, 4);
  const coarse = texture(shrink(grey, COARSE), 3);
  hide(fine, people);
  hide(coarse, people, 1 / COARSE);
  return { fine, coarse, whole: texture(shrink(grey, HALF), 4) };
}

/** Above this two pictures surely show the same place, and looking further would only cost time. */
const ALIKE = 0.6;

/**
 * The motion between two scenes of one size, and how alike they are (correlation -1..1) once it is undone. Quickest
 * when the motion is about the `expected` one.
 */
export function cameraMotion(
  before: Scene,
  after: Scene,
  expected: CameraMotion,
): { motion: CameraMotion; likeness: number } {
  const rough = roughShift(before.coarse, after.coarse, expected);
  const blocks = matchBlocks(before.fine, after.fine, rough);
  const motion = agreement(blocks, before.fine) ?? { dxPx: rough.dx, dyPx: rough.dy, zoom: 0 };
  const likeness = Math.max(
    likenessAt(before.whole, after.whole, motion),
    likenessAt(before.whole, after.whole, STILL),
  );
  return { motion, likeness };
}

export const STILL: CameraMotion = { dxPx: 0, dyPx: 0, zoom: 0 };

/** Best correlation at a motion or a pixel beside it. */
function likenessAt(a: Texture, b: Texture, motion: CameraMotion): number {
  return bestShift(a, b, { dx: Math.round(motion.dxPx / HALF), dy: Math.round(motion.dyPx / HALF) }, 1, 1)
    .score;
}

interface Shift {
  dx: number;
  dy: number;
}

/** The whole-picture shift (in fine pixels) with the best correlation: near the expected one, or anywhere if that fails. */
function roughShift(a: Texture, b: Texture, expected: CameraMotion): Shift & { score: number } {
  const middle = { dx: Math.round(expected.dxPx / COARSE), dy: Math.round(expected.dyPx / COARSE) };
  const near = inFinePixels(bestShift(a, b, middle, 2, 2));
  if (near.score > ALIKE) return near;
  const reachX = Math.round(a.widthPx * REACH);
  const reachY = Math.round(a.heightPx * REACH);
  const anywhere = inFinePixels(bestShift(a, b, { dx: 0, dy: 0 }, reachX, reachY));
  // Cameras move smoothly: a far shift must match clearly better than a near one.
  return anywhere.score > near.score + 0.05 ? anywhere : near;
}

const inFinePixels = ({ dx, dy, score }: Shift & { score: number }) => ({
  dx: dx * COARSE,
  dy: dy * COARSE,
  score,
});

function bestShift(a: Texture, b: Texture, middle: Shift, reachX: number, reachY: number) {
  let best = { dx: 0, dy: 0, score: Number.NEGATIVE_INFINITY };
  for (let dy = middle.dy - reachY; dy <= middle.dy + reachY; dy++) {
    for (let dx = middle.dx - reachX; dx <= middle.dx + reachX; dx++) {
      if (Math.abs(dx) > a.widthPx / 2 || Math.abs(dy) > a.heightPx / 2) continue;
      const score = correlation(a, b, dx, dy);
      if (score > best.score) best = { dx, dy, score };
    }
  }
  return best;
}

interface Block extends Shift {
  x: number;
  y: number;
}

/** Where each textured block of the first picture is found in the second, to a part of a pixel. */
function matchBlocks(a: Texture, b: Texture, rough: Shift): Block[] {
  const { left, right, top, bottom } = overlap(a, rough.dx, rough.dy);
  const found: Block[] = [];
  for (let y = top + FINE_REACH; y + BLOCK + FINE_REACH <= bottom; y += BLOCK_STEP_Y) {
    for (let x = left + FINE_REACH; x + BLOCK + FINE_REACH <= right; x += BLOCK_STEP_X) {
      if (isPlain(a, x, y)) continue;
      const shift = matchBlock(a, b, x, y, rough);
      if (shift) found.push({ ...shift, x: x + BLOCK / 2, y: y + BLOCK / 2 });
    }
  }
  return found;
}

/** Whether a block has too little texture to be found again, or is hidden at one of its corners. */
function isPlain({ data, widthPx }: Texture, left: number, top: number): boolean {
  const last = BLOCK - 1;
  for (const corner of [0, last, last * widthPx, last * widthPx + last]) {
    if (data[top * widthPx + left + corner] === 0) return true;
  }
  let sum = 0;
  for (let y = top; y < top + BLOCK; y++) {
    for (let x = left; x < left + BLOCK; x++) sum += data[y * widthPx + x]! ** 2;
  }
  return sum / (BLOCK * BLOCK) < PLAIN;
}

/**
 * Least sum of absolute differences; null at the end of the reach, where the true minimum may lie beyond, and where the
 * minimum is hardly lower than anything else.
 */
function matchBlock(a: Texture, b: Texture, x: number, y: number, rough: Shift): Shift | null {
  const side = 2 * FINE_REACH + 1;
  const costs = new Float32Array(side * side);
  let best = 0;
  let sum = 0;
  for (let i = 0; i < costs.length; i++) {
    const dx = rough.dx + (i % side) - FINE_REACH;
    const dy = rough.dy + Math.floor(i / side) - FINE_REACH;
    costs[i] = difference(a, b, x, y, dx, dy);
    sum += costs[i]!;
    if (costs[i]! < costs[best]!) best = i;
  }
  if (costs[best]! > (DISTINCT * sum) / costs.length) return null;
  const column = best % side;
  const row = Math.floor(best / side);
  if (column === 0 || row === 0 || column === side - 1 || row === side - 1) return null;
  return {
    dx: rough.dx + column - FINE_REACH + valley(costs[best - 1]!, costs[best]!, costs[best + 1]!),
    dy: rough.dy + row - FINE_REACH + valley(costs[best - side]!, costs[best]!, costs[best + side]!),
  };
}

function difference(a: Texture, b: Texture, x: number, y: number, dx: number, dy: number): number {
  let sum = 0;
  for (let j = 0; j < BLOCK; j++) {
    const from = (y + j) * a.widthPx + x;
    const to = (y + j + dy) * b.widthPx + x + dx;
    for (let i = 0; i < BLOCK; i++) sum += Math.abs(a.data[from + i]! - b.data[to + i]!);
  }
  return sum;
}

/** Where between its neighbours (-0.5..0.5) a parabola through three costs is lowest. */
function valley(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after;
  return bend > 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}

/** Shift and zoom that most blocks agree on: medians first, then least squares over those near them. */
function agreement(blocks: Block[], size: { widthPx: number; heightPx: number }): CameraMotion | null {
  if (blocks.length < MIN_BLOCKS) return null;
  const middleDx = median(blocks.map((block) => block.dx));
  const middleDy = median(blocks.map((block) => block.dy));
  const near = blocks.filter((block) => Math.hypot(block.dx - middleDx, block.dy - middleDy) < INLIER_PX);
  if (near.length < MIN_BLOCKS) return { dxPx: middleDx, dyPx: middleDy, zoom: 0 };
  const mean = (pick: (block: Block) => number) =>
    near.reduce((sum, block) => sum + pick(block), 0) / near.length;
  const [meanX, meanY] = [mean((block) => block.x), mean((block) => block.y)];
  const [meanDx, meanDy] = [mean((block) => block.dx), mean((block) => block.dy)];
  let [along, spread] = [0, 0];
  for (const block of near) {
    along += (block.x - meanX) * (block.dx - meanDx) + (block.y - meanY) * (block.dy - meanDy);
    spread += (block.x - meanX) ** 2 + (block.y - meanY) ** 2;
  }
  const zoom = spread > 0 ? along / spread : 0;
  return {
    dxPx: meanDx - zoom * (meanX - size.widthPx / 2),
    dyPx: meanDy - zoom * (meanY - size.heightPx / 2),
    zoom,
  };
}
