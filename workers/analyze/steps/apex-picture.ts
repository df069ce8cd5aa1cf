import { type CropRegion, cropAround, type Still } from "@/lib/adapters/media";
import type { Extent } from "./extent";

const APEX = { widthPx: 540, heightPx: 720 } as const;
/** Room around the skier, for skis and poles, which have no keypoints. */
const ROOM = 1.45;

/** What an apex still shows: the skier in the middle, upright, in a shape that is the same for every turn. */
export const apexRegion = (picture: { widthPx: number; heightPx: number }, skier: Extent): CropRegion =>
  cropAround(
    picture,
    { xPx: skier.centreXPx, yPx: skier.centreYPx },
    {
      heightPx: Math.max(skier.heightPx, (skier.widthPx * APEX.heightPx) / APEX.widthPx) * ROOM,
      aspect: APEX.widthPx / APEX.heightPx,
    },
  );

/** The apex still as a JPEG. Reads the frame before it returns. */
export const cutApex = (still: Still, region: CropRegion): Promise<Uint8Array> => still.jpeg(region, APEX);
