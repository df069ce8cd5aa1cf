import type { Region } from "@/lib/pose/ports";
import type { CropRegion } from "../decode/frame";
import { blackOf, toRgbOf } from "./color";
import { downscaleForOutput } from "./downscale";
import { type Affine, compose, type Picture, type Plane, uprightToPlane } from "./picture";
import { buffers, type ReusableBuffer } from "./reusable-buffer";

const FIXED = 65_536;

/** Returns the range of i in [0, count) for which start + i * slope lies in [0, limit). */
const rangeInside = (start: number, slope: number, limit: number, count: number): [number, number] => {
  if (Math.abs(slope) < 1e-9) return start >= 0 && start < limit ? [0, count] : [0, 0];
  const a = -start / slope;
  const b = (limit - start) / slope;
  return [Math.max(0, Math.ceil(Math.min(a, b))), Math.min(count, Math.ceil(Math.max(a, b)))];
};

/** Samples one plane bilinearly; `sourceMap` maps output to plane, `fill` is the value outside the plane. */
const resample = (
  source: Plane,
  sourceMap: Affine,
  widthPx: number,
  heightPx: number,
  fill: number,
  memory: ReusableBuffer<Uint16Array>,
): Uint16Array => {
  const { plane, map } = downscaleForOutput(source, sourceMap, { widthPx, heightPx });
  const { data, stride, step, offset } = plane;
  const out = memory.take(widthPx * heightPx);
  const lastX = plane.widthPx - 1;
  const lastY = plane.heightPx - 1;
  const stepU = Math.round(map.ux * FIXED);
  const stepV = Math.round(map.vx * FIXED);
  for (let row = 0; row < heightPx; row++) {
    const startU = map.u0 + map.ux * 0.5 + map.uy * (row + 0.5);
    const startV = map.v0 + map.vx * 0.5 + map.vy * (row + 0.5);
    const [fromU, toU] = rangeInside(startU, map.ux, plane.widthPx, widthPx);
    const [fromV, toV] = rangeInside(startV, map.vx, plane.heightPx, widthPx);
    const from = Math.max(fromU, fromV);
    const to = Math.max(from, Math.min(toU, toV));
    const line = row * widthPx;
    out.fill(fill, line, line + from);
    out.fill(fill, line + to, line + widthPx);
    let u = Math.round((startU - 0.5 + from * map.ux) * FIXED);
    let v = Math.round((startV - 0.5 + from * map.vx) * FIXED);
    for (let i = from; i < to; i++, u += stepU, v += stepV) {
      const x = u >> 16;
      const y = v >> 16;
      const x0 = x < 0 ? 0 : Math.min(x, lastX);
      const y0 = y < 0 ? 0 : Math.min(y, lastY);
      const x1 = x >= lastX ? lastX : x + 1;
      const y1 = y >= lastY ? lastY : y + 1;
      const wx = (u >> 8) & 255;
      const wy = (v >> 8) & 255;
      const top = offset + y0 * stride;
      const bottom = offset + y1 * stride;
      const a = data[top + x0 * step]! * (256 - wx) + data[top + x1 * step]! * wx;
      const b = data[bottom + x0 * step]! * (256 - wx) + data[bottom + x1 * step]! * wx;
      out[line + i] = (a * (256 - wy) + b * wy + 32_768) >> 16;
    }
  }
  return out;
};

/** Samples the picture as interleaved RGB bytes; `toUpright` maps output to upright pixels. */
const sampleRgb = (picture: Picture, toUpright: Affine, widthPx: number, heightPx: number): Uint8Array => {
  const black = blackOf(picture.color);
  const channel = (index: 0 | 1 | 2) => {
    const plane = picture.planes[index];
    const map = compose(uprightToPlane(picture, plane), toUpright);
    return resample(plane, map, widthPx, heightPx, black[index], buffers.channels[index]);
  };
  const out = new Uint8Array(widthPx * heightPx * 3);
  toRgbOf(picture.color)(channel(0), channel(1), channel(2), widthPx * heightPx, out);
  return out;
};

/** Returns a square as `sizePx` x `sizePx` interleaved RGB bytes; black outside the picture. */
export const readSquare = (picture: Picture, region: Region, sizePx: number): Uint8Array => {
  const scale = region.sidePx / sizePx;
  const cos = Math.cos(region.rollRad) * scale;
  const sin = Math.sin(region.rollRad) * scale;
  const half = sizePx / 2;
  const toUpright: Affine = {
    ux: cos,
    uy: -sin,
    u0: region.centreXPx - half * (cos - sin),
    vx: sin,
    vy: cos,
    v0: region.centreYPx - half * (cos + sin),
  };
  return sampleRgb(picture, toUpright, sizePx, sizePx);
};

/** Returns an upright rectangle, scaled to `size`, as interleaved RGB bytes; black outside the picture. */
export const readCrop = (
  picture: Picture,
  region: CropRegion,
  size: { widthPx: number; heightPx: number },
): Uint8Array => {
  const toUpright: Affine = {
    ux: region.widthPx / size.widthPx,
    uy: 0,
    u0: region.leftPx,
    vx: 0,
    vy: region.heightPx / size.heightPx,
    v0: region.topPx,
  };
  return sampleRgb(picture, toUpright, size.widthPx, size.heightPx);
};
