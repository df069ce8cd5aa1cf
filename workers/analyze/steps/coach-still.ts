import { type CropRegion, encodeJpeg, type RgbImage, type Still } from "@/lib/adapters/media";
import type { PoseTrack } from "@/lib/analyses/schema";
import { distance, type Point, toPixels } from "@/lib/pose/geometry";
import { headAboveShoulders } from "@/lib/pose/head";
import { keypointScore, keypointUp } from "@/lib/pose/keypoints";
import type { KeypointName } from "@/lib/pose/skeleton";
import { pointsAt } from "./skier-box";

const SIZE = { widthPx: 480, heightPx: 640 } as const;
const QUALITY = 80;
const MIN_SCORE = 0.2;
/** Radius of the disc in torso lengths: a helmet with goggles has about a third, the rest is margin. */
const RADIUS_PER_TORSO = 0.42;
const FACE = ["nose", "leftEye", "rightEye", "leftEar", "rightEar"] as const;

interface Disc {
  xPx: number;
  yPx: number;
  radiusPx: number;
}

const centroid = (points: readonly Point[]): Point | null =>
  points.length === 0
    ? null
    : {
        x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
        y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
      };

/** Returns the disc that covers the skier's face; null when the torso is not seen. */
export function faceDisc(track: PoseTrack, timeS: number): Disc | null {
  const points = pointsAt(track, timeS);
  if (!points) return null;
  const seen = (...names: KeypointName[]): Point[] =>
    names.filter((name) => keypointScore(points, name) >= MIN_SCORE).map((name) => keypointUp(points, name));
  const shoulders = centroid(seen("leftShoulder", "rightShoulder"));
  const hips = centroid(seen("leftHip", "rightHip"));
  if (!shoulders || !hips) return null;
  const center = centroid(seen(...FACE)) ?? headAboveShoulders(hips, shoulders);
  return { ...toPixels(center), radiusPx: RADIUS_PER_TORSO * distance(hips, shoulders) };
}

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
  const color = sum.map((total) => Math.round(total / Math.max(1, inside.length)));
  for (const at of inside) image.data.set(color, at);
}

/** Returns a JPEG of the skier with the face covered; null when its position is unknown. */
export async function coachStill(
  still: Still,
  region: CropRegion,
  track: PoseTrack,
  atS: number,
): Promise<Uint8Array | null> {
  const face = faceDisc(track, atS);
  if (!face) return null;
  const image = still.rgb(region, SIZE);
  const scale = SIZE.widthPx / region.widthPx;
  coverDisc(image, {
    xPx: (face.xPx - region.leftPx) * scale,
    yPx: (face.yPx - region.topPx) * scale,
    radiusPx: face.radiusPx * scale,
  });
  return encodeJpeg(image, QUALITY);
}
