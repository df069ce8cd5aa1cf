import { extent, type Point, trunk } from "../people/pose-shape";
import { kneeBendDeg, leanRad } from "../people/posture";
import type { Sighting } from "../people/tracklet";
import { median, quantile, share } from "../statistics";

/** What tells a skier from somebody standing by; each is measured on one person's sightings. */
export interface SkierSigns {
  /** Median speed against the background, in own sizes a second; NaN when seen too shortly. */
  speed: number;
  /** From the tenth to the ninetieth percentile of the lean, in degrees. */
  leanRangeDeg: number;
  /** Times a second that the lean goes from one side of its middle to the other. */
  swingsHz: number;
  kneeBendDeg: number;
  /** Mean score of the body's keypoints. */
  seen: number;
  durationS: number;
}

const SPEED_WINDOW_S = 0.5;
/** Less than this around the middle of the lean is noise, not a change of sides. */
const SWING_DEG = 4;

/** Follows a point of the background; frames are counted from 0. */
export interface CameraPath {
  /** Where a point goes from the frame before into this one; pixels of the picture. */
  carry(point: Point, frame: number): Point;
}

/** Measures the signs; sightings are in the order of time and may have gaps. */
export function skierSigns(sightings: readonly Sighting[], camera: CameraPath): SkierSigns {
  const leansDeg = smooth(sightings.map(({ pose }) => (leanRad(pose) * 180) / Math.PI));
  const durationS = sightings.length > 1 ? sightings.at(-1)!.timeS - sightings[0]!.timeS : 0;
  return {
    speed: median(speeds(sightings, camera)),
    leanRangeDeg: quantile(leansDeg, 0.9) - quantile(leansDeg, 0.1),
    swingsHz: durationS > 0 ? swings(leansDeg) / durationS : 0,
    kneeBendDeg: median(sightings.map(({ pose }) => kneeBendDeg(pose))),
    seen: sightings.reduce((sum, { score }) => sum + score, 0) / Math.max(1, sightings.length),
    durationS,
  };
}

/** Signs as one number, 0..1: moving over the hill, leaning from side to side, knees bent. Neither size nor order counts. */
export function skierScore(signs: SkierSigns): number {
  const moves = Number.isNaN(signs.speed) ? 0 : share(signs.speed, 0.15, 1);
  const leans = share(signs.leanRangeDeg, 6, 40);
  const swings = share(signs.swingsHz, 0.1, 0.6);
  const bends = share(signs.kneeBendDeg, 8, 40);
  const persists = share(signs.durationS, 0, 4);
  const likeSkier = 0.1 + 0.35 * moves + 0.35 * leans * (0.5 + 0.5 * swings) + 0.2 * bends;
  // A photo has no duration, so nothing but the pose itself can count.
  return likeSkier * Math.sqrt(Math.max(0.05, signs.seen)) * (0.1 + 0.9 * persists);
}

/** Somebody who keeps their place on the hill and their posture. */
export const standsStill = (signs: SkierSigns): boolean => signs.speed < 0.25 && signs.leanRangeDeg < 14;

/** Displacement against the background over windows of half a second, in own sizes a second. */
function speeds(sightings: readonly Sighting[], camera: CameraPath): number[] {
  const found: number[] = [];
  const sizePx = median(sightings.map(({ pose }) => extent(pose).sizePx));
  let [sumX, sumY, elapsedS] = [0, 0, 0];
  for (let i = 1; i < sightings.length; i++) {
    const [before, now] = [sightings[i - 1]!, sightings[i]!];
    const [from, to] = [trunk(before.pose), trunk(now.pose)];
    const stayed = carried(from, before.frame, now.frame, camera);
    sumX += to.xPx - stayed.xPx;
    sumY += to.yPx - stayed.yPx;
    elapsedS += now.timeS - before.timeS;
    if (elapsedS >= SPEED_WINDOW_S) {
      found.push(Math.hypot(sumX, sumY) / Math.max(1, sizePx) / elapsedS);
      [sumX, sumY, elapsedS] = [0, 0, 0];
    }
  }
  return found;
}

/** Where a point of the background seen in one frame is in a later one. */
export function carried(point: Point, fromFrame: number, toFrame: number, camera: CameraPath): Point {
  let at = point;
  for (let frame = fromFrame + 1; frame <= toFrame; frame++) at = camera.carry(at, frame);
  return at;
}

/** Median of five, so that one wrong pose is no lean. */
function smooth(values: number[]): number[] {
  return values.map((_, i) => median(values.slice(Math.max(0, i - 2), i + 3)));
}

function swings(leansDeg: number[]): number {
  const middleDeg = (quantile(leansDeg, 0.1) + quantile(leansDeg, 0.9)) / 2;
  let side = 0;
  let count = 0;
  for (const lean of leansDeg) {
    const off = lean - middleDeg;
    if (Math.abs(off) < SWING_DEG || Math.sign(off) === side) continue;
    if (side !== 0) count++;
    side = Math.sign(off);
  }
  return count;
}
