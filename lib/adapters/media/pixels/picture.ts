import type { ColorCoding } from "./color";

/** Samples of one channel. Distances in elements: `step` between columns, `stride` between rows. */
export interface Plane {
  data: Uint8Array | Uint16Array;
  offset: number;
  widthPx: number;
  heightPx: number;
  stride: number;
  step: number;
}

/** How the stored picture becomes upright: rotated clockwise, then mirrored left to right. */
export interface Orientation {
  rotation: 0 | 90 | 180 | 270;
  flip: boolean;
}

/** A decoded picture with planes as stored. Its size is upright, in square pixels. */
export interface Picture {
  planes: readonly [Plane, Plane, Plane];
  color: ColorCoding;
  orientation: Orientation;
  widthPx: number;
  heightPx: number;
}

export const swapsSides = ({ rotation }: Orientation): boolean => rotation === 90 || rotation === 270;

export const interleavedRgbPlanes = (
  rgb: { data: Uint8Array; widthPx: number; heightPx: number },
  stride: number,
): [Plane, Plane, Plane] => {
  const plane = (offset: number): Plane => ({ ...rgb, offset, stride, step: 3 });
  return [plane(0), plane(1), plane(2)];
};

/** Maps (x, y) to (ux * x + uy * y + u0, vx * x + vy * y + v0). */
export interface Affine {
  ux: number;
  uy: number;
  u0: number;
  vx: number;
  vy: number;
  v0: number;
}

/** Returns the map from the upright picture to a stored plane; both origins are top left corners. */
export const uprightToPlane = (
  picture: Pick<Picture, "widthPx" | "heightPx" | "orientation">,
  plane: Pick<Plane, "widthPx" | "heightPx">,
): Affine => {
  const { widthPx: w, heightPx: h, orientation } = picture;
  const sx = plane.widthPx / (swapsSides(orientation) ? h : w);
  const sy = plane.heightPx / (swapsSides(orientation) ? w : h);
  const stored: Affine = {
    0: { ux: sx, uy: 0, u0: 0, vx: 0, vy: sy, v0: 0 },
    90: { ux: 0, uy: sx, u0: 0, vx: -sy, vy: 0, v0: w * sy },
    180: { ux: -sx, uy: 0, u0: w * sx, vx: 0, vy: -sy, v0: h * sy },
    270: { ux: 0, uy: -sx, u0: h * sx, vx: sy, vy: 0, v0: 0 },
  }[orientation.rotation];
  if (!orientation.flip) return stored;
  return {
    ...stored,
    ux: -stored.ux,
    vx: -stored.vx,
    u0: stored.u0 + stored.ux * w,
    v0: stored.v0 + stored.vx * w,
  };
};

export const compose = (outer: Affine, inner: Affine): Affine => ({
  ux: outer.ux * inner.ux + outer.uy * inner.vx,
  uy: outer.ux * inner.uy + outer.uy * inner.vy,
  u0: outer.ux * inner.u0 + outer.uy * inner.v0 + outer.u0,
  vx: outer.vx * inner.ux + outer.vy * inner.vx,
  vy: outer.vx * inner.uy + outer.vy * inner.vy,
  v0: outer.vx * inner.u0 + outer.vy * inner.v0 + outer.v0,
});
