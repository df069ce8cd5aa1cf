import type { ColorCoding } from "./color";

/** One plane of samples; `step` is the distance between neighbours and `stride` between rows, both in elements. */
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

/** A decoded picture as stored: planes of Y, U and V, or of R, G and B. The size is upright, in square pixels. */
export interface Picture {
  planes: readonly [Plane, Plane, Plane];
  color: ColorCoding;
  orientation: Orientation;
  widthPx: number;
  heightPx: number;
}

/** u = ux x + uy y + u0 and v = vx x + vy y + v0. */
export interface Affine {
  ux: number;
  uy: number;
  u0: number;
  vx: number;
  vy: number;
  v0: number;
}

/** Returns the map from the upright picture to a stored plane, both with the origin at the top left corner. */
export const uprightToPlane = (
  picture: Pick<Picture, "widthPx" | "heightPx" | "orientation">,
  plane: Pick<Plane, "widthPx" | "heightPx">,
): Affine => {
  const { widthPx: w, heightPx: h, orientation } = picture;
  const isSideways = orientation.rotation === 90 || orientation.rotation === 270;
  const sx = plane.widthPx / (isSideways ? h : w);
  const sy = plane.heightPx / (isSideways ? w : h);
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

/** Returns the map that applies `inner`, then `outer`. */
export const compose = (outer: Affine, inner: Affine): Affine => ({
  ux: outer.ux * inner.ux + outer.uy * inner.vx,
  uy: outer.ux * inner.uy + outer.uy * inner.vy,
  u0: outer.ux * inner.u0 + outer.uy * inner.v0 + outer.u0,
  vx: outer.vx * inner.ux + outer.vy * inner.vx,
  vy: outer.vx * inner.uy + outer.vy * inner.vy,
  v0: outer.vx * inner.u0 + outer.vy * inner.v0 + outer.v0,
});
