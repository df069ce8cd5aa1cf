import { type CropRegion, encodeJpeg, type RgbImage, type Still } from "@/lib/adapters/media";
import type { PoseTrack } from "@/lib/analyses/schema";
import { KP } from "@/lib/pose/skeleton";
import { pointsAt } from "./extent";

/** Enough for joints and skis, and what models scale down to anyway. */
const SIZE = { widthPx: 480, heightPx: 640 } as const;
const QUALITY = 80;
const MIN_SCORE = 0.2;
/** A helmet with goggles is about a third of the torso's length across on each side of its middle; some room for doubt. */
const HEAD_PER_TORSO = 0.42;
const HEAD_ABOVE_SHOULDERS = 0.4;

interface Disc {
  xPx: number;
  yPx: number;
  radiusPx: number;
}

type Point = { x: number; y: number };

const middle = (points: readonly Point[]): Point | null =>
  points.length === 0
    ? null
    : {
        x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
        y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
      };

/** Where the skier's head is, in pixels of the upright picture; null when the torso it is sized by is not seen. */
export function headAt(track: PoseTrack, timeS: number): Disc | null {
  const points = pointsAt(track, timeS);
  if (!points) return null;
  const seen = (...names: (keyof typeof KP)[]): Point[] =>
    names.flatMap((name) => {
      const [x, y, score] = points.slice(KP[name] * 3, KP[name] * 3 + 3);
      return score! >= MIN_SCORE ? [{ x: x!, y: y! }] : [];
    });
  const shoulders = middle(seen("leftShoulder", "rightShoulder"));
  const hips = middle(seen("leftHip", "rightHip"));
  if (!shoulders || !hips) return null;
  const torsoPx = Math.hypot(shoulders.x - hips.x, shoulders.y - hips.y);
  const guessed = {
    x: shoulders.x + HEAD_ABOVE_SHOULDERS * (shoulders.x - hips.x),
    y: shoulders.y + HEAD_ABOVE_SHOULDERS * (shoulders.y - hips.y),
  };
  const face = middle(seen("nose", "leftEye", "rightEye", "leftEar", "rightEar"));
  const centre = face ?? guessed;
  return { xPx: centre.x, yPx: centre.y, radiusPx: HEAD_PER_TORSO * torsoPx };
}

/** Paints a disc of the picture in one colour, its own mean, so that nothing of what it showed is left. Changes `image`. */
export function coverDisc(image: RgbImage, disc: Disc): void {
  const inside: number[] = [];
  const sum = [0, 0, 0];
  for (let y = 0; y < image.heightPx; y++) {
    for (let x = 0; x < image.widthPx; x++) {
      if (Math.hypot(x + 0.5 - disc.xPx, y + 0.5 - disc.yPx) > disc.radiusPx) continue;
      const at = (y * image.widthPx + x) * 3;
      inside.push(at);
      for (const c of [0, 1, 2]) sum[c]! += image.data[at + c]!;
    }
  }
  const mean = sum.map((total) => Math.round(total / Math.max(1, inside.length)));
  for (const at of inside) image.data.set(mean, at);
}

/** The skier at one moment as a coach may see them: cropped, and without a face. Null when it cannot be said where that is. */
export async function coachStill(
  still: Still,
  region: CropRegion,
  track: PoseTrack,
  atS: number,
): Promise<Uint8Array | null> {
  const head = headAt(track, atS);
  if (!head) return null;
  const image = still.rgb(region, SIZE);
  const scale = SIZE.widthPx / region.widthPx;
  coverDisc(image, {
    xPx: (head.xPx - region.leftPx) * scale,
    yPx: (head.yPx - region.topPx) * scale,
    radiusPx: head.radiusPx * scale,
  });
  return encodeJpeg(image, QUALITY);
}
