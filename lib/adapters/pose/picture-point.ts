import type { Region } from "@/lib/pose/ports";

/** Maps a point of a region (0..1 along its sides) to pixels of the upright picture. */
export function toPicture(region: Region, u: number, v: number): [xPx: number, yPx: number] {
  const acrossPx = (u - 0.5) * region.sidePx;
  const downPx = (v - 0.5) * region.sidePx;
  const cos = Math.cos(region.rollRad);
  const sin = Math.sin(region.rollRad);
  return [region.centreXPx + acrossPx * cos - downPx * sin, region.centreYPx + acrossPx * sin + downPx * cos];
}
