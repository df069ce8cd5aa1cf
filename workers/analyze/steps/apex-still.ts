import { type CropRegion, cropAround, type Still } from "@/lib/adapters/media";
import type { BoundingBox } from "@/lib/pose/bounding-box";

const SIZE = { widthPx: 540, heightPx: 720 } as const;
const CROP_PER_SKIER = 1.45;

export const apexRegion = (picture: { widthPx: number; heightPx: number }, skier: BoundingBox): CropRegion =>
  cropAround(picture, skier.center, {
    heightPx: Math.max(skier.heightPx, (skier.widthPx * SIZE.heightPx) / SIZE.widthPx) * CROP_PER_SKIER,
    aspect: SIZE.widthPx / SIZE.heightPx,
  });

export const cutApex = (still: Still, region: CropRegion): Promise<Uint8Array> => still.jpeg(region, SIZE);
