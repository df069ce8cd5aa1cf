/** A square of the picture; the shape of the tracking ports, which an adapter may not import. */
export interface Region {
  centreXPx: number;
  centreYPx: number;
  sidePx: number;
  /** Clockwise on screen. */
  rollRad: number;
}

/** What a network needs of a frame; satisfied by the tracking ports' Frame. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readRgb(region: Region, sizePx: number): Uint8Array;
}

/** From a place in the region (0..1 along its own sides) to pixels of the upright picture. */
export function toPicture(region: Region, u: number, v: number): [xPx: number, yPx: number] {
  const acrossPx = (u - 0.5) * region.sidePx;
  const downPx = (v - 0.5) * region.sidePx;
  const cos = Math.cos(region.rollRad);
  const sin = Math.sin(region.rollRad);
  return [region.centreXPx + acrossPx * cos - downPx * sin, region.centreYPx + acrossPx * sin + downPx * cos];
}
