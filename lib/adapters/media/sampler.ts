import { blackOf, toRgbOf } from "./colour";
import type { CropRegion, GreyImage, SquareRegion } from "./frame";
import { type Affine, compose, type Picture, type Plane, uprightToPlane } from "./picture";

const FIXED = 65_536;

/**
 * Memory for what is only needed until a call here returns, which it does before anything else runs. Made anew for every
 * picture it kept the garbage collector busy for a tenth of an analysis.
 */
class Scratch<A extends Uint8Array | Uint16Array | Int32Array> {
  #memory: A;

  constructor(private readonly make: (length: number) => A) {
    this.#memory = make(0);
  }

  /** Of at least this length, holding anything. */
  take(length: number): A {
    if (this.#memory.length < length) this.#memory = this.make(length);
    return this.#memory;
  }
}

const bytes = () => new Scratch((length) => new Uint8Array(length));
const words = () => new Scratch((length) => new Uint16Array(length));
const scratch = {
  small: { bytes: bytes(), words: words() },
  sums: words(),
  columns: Array.from({ length: 4 }, () => new Scratch((length) => new Int32Array(length))),
  channels: [words(), words(), words()],
} as const;

/** Input pixels per output pixel, along the faster axis. */
const shrinkage = (map: Affine): number => Math.max(Math.hypot(map.ux, map.vx), Math.hypot(map.uy, map.vy));

/**
 * The plane made smaller by `factor` (a power of two) around a rectangle, each sample the mean of up to 4 x 4 evenly
 * spread ones.
 */
const shrink = (
  plane: Plane,
  left: number,
  top: number,
  widthPx: number,
  heightPx: number,
  factor: number,
): Plane => {
  const { data, stride, step } = plane;
  const spacing = Math.max(1, factor >> 2);
  const taps = factor / spacing;
  const shift = 2 * Math.log2(taps);
  const lastX = plane.widthPx - 1;
  const lastY = plane.heightPx - 1;
  const outWidth = Math.ceil(widthPx / factor);
  const outHeight = Math.ceil(heightPx / factor);
  const small = data instanceof Uint8Array ? scratch.small.bytes : scratch.small.words;
  const out = small.take(outWidth * outHeight);
  const sums = scratch.sums.take(outWidth);
  // Sparse taps are staggered like the queens of a chess board, so that fine stripes and gates cannot hide between them.
  const columns = scratch.columns.slice(0, taps).map((memory, tap) => {
    const column = memory.take(outWidth * taps);
    for (let i = 0; i < outWidth * taps; i++) {
      const x = left + Math.floor(i / taps) * factor + (i % taps) * spacing + (tap % spacing);
      column[i] = Math.min(lastX, x) * step;
    }
    return column;
  });
  const rowAt = (row: number, tap: number, column: number) =>
    plane.offset + Math.min(lastY, top + row * factor + tap * spacing + (column % spacing)) * stride;
  for (let row = 0; row < outHeight; row++) {
    sums.fill(0, 0, outWidth);
    for (let tap = 0; tap < taps; tap++) {
      const at = columns[tap]!;
      const a = rowAt(row, tap, 0);
      const b = rowAt(row, tap, 1);
      if (taps === 2) {
        for (let x = 0, i = 0; x < outWidth; x++, i += 2) {
          sums[x]! += data[a + at[i]!]! + data[b + at[i + 1]!]!;
        }
      } else {
        const c = rowAt(row, tap, 2);
        const d = rowAt(row, tap, 3);
        for (let x = 0, i = 0; x < outWidth; x++, i += 4) {
          sums[x]! +=
            data[a + at[i]!]! + data[b + at[i + 1]!]! + data[c + at[i + 2]!]! + data[d + at[i + 3]!]!;
        }
      }
    }
    const target = row * outWidth;
    for (let x = 0; x < outWidth; x++) out[target + x] = sums[x]! >> shift;
  }
  return { data: out, offset: 0, widthPx: outWidth, heightPx: outHeight, stride: outWidth, step: 1 };
};

/** Shrinks the part of the plane that is read when more than two of its pixels fall on one of the output's. */
const prepare = (
  plane: Plane,
  map: Affine,
  widthPx: number,
  heightPx: number,
): { plane: Plane; map: Affine } => {
  const factor = 2 ** Math.floor(Math.log2(Math.max(1, shrinkage(map))));
  if (factor === 1) return { plane, map };
  const cornersU = [0, map.ux * widthPx, map.uy * heightPx, map.ux * widthPx + map.uy * heightPx];
  const cornersV = [0, map.vx * widthPx, map.vy * heightPx, map.vx * widthPx + map.vy * heightPx];
  const floor = (value: number) => Math.max(0, Math.floor((value - factor) / factor) * factor);
  const left = floor(map.u0 + Math.min(...cornersU));
  const top = floor(map.v0 + Math.min(...cornersV));
  const right = Math.min(plane.widthPx, Math.ceil(map.u0 + Math.max(...cornersU)) + factor);
  const bottom = Math.min(plane.heightPx, Math.ceil(map.v0 + Math.max(...cornersV)) + factor);
  if (right <= left || bottom <= top) return { plane, map };
  const small = shrink(plane, left, top, right - left, bottom - top, factor);
  const toSmall: Affine = {
    ux: 1 / factor,
    uy: 0,
    u0: -left / factor,
    vx: 0,
    vy: 1 / factor,
    v0: -top / factor,
  };
  return { plane: small, map: compose(toSmall, map) };
};

/** The span of i in [0, count) for which start + i * slope lies in [0, limit). */
const spanInside = (start: number, slope: number, limit: number, count: number): [number, number] => {
  if (Math.abs(slope) < 1e-9) return start >= 0 && start < limit ? [0, count] : [0, 0];
  const a = -start / slope;
  const b = (limit - start) / slope;
  return [Math.max(0, Math.ceil(Math.min(a, b))), Math.min(count, Math.ceil(Math.max(a, b)))];
};

/**
 * Bilinear samples of one plane, in `memory`; `map` leads from output to plane, pixel centres at halves; `fill` outside the
 * plane.
 */
const resample = (
  source: Plane,
  sourceMap: Affine,
  widthPx: number,
  heightPx: number,
  fill: number,
  memory: Scratch<Uint16Array>,
): Uint16Array => {
  const { plane, map } = prepare(source, sourceMap, widthPx, heightPx);
  const { data, stride, step, offset } = plane;
  const out = memory.take(widthPx * heightPx);
  const lastX = plane.widthPx - 1;
  const lastY = plane.heightPx - 1;
  const stepU = Math.round(map.ux * FIXED);
  const stepV = Math.round(map.vx * FIXED);
  for (let row = 0; row < heightPx; row++) {
    const startU = map.u0 + map.ux * 0.5 + map.uy * (row + 0.5);
    const startV = map.v0 + map.vx * 0.5 + map.vy * (row + 0.5);
    const [fromU, toU] = spanInside(startU, map.ux, plane.widthPx, widthPx);
    const [fromV, toV] = spanInside(startV, map.vx, plane.heightPx, widthPx);
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

/** Samples the picture as interleaved RGB bytes; `place` leads from output to upright pixels. */
const sampleRgb = (picture: Picture, place: Affine, widthPx: number, heightPx: number): Uint8Array => {
  const black = blackOf(picture.colour);
  const channel = (index: 0 | 1 | 2) => {
    const plane = picture.planes[index];
    const map = compose(uprightToPlane(picture, plane), place);
    return resample(plane, map, widthPx, heightPx, black[index], scratch.channels[index]);
  };
  const out = new Uint8Array(widthPx * heightPx * 3);
  toRgbOf(picture.colour)(channel(0), channel(1), channel(2), widthPx * heightPx, out);
  return out;
};

/** A square, perhaps turned, scaled to `sizePx` x `sizePx` interleaved RGB bytes; black outside the picture. */
export const readSquare = (picture: Picture, region: SquareRegion, sizePx: number): Uint8Array => {
  const scale = region.sidePx / sizePx;
  const cos = Math.cos(region.rollRad) * scale;
  const sin = Math.sin(region.rollRad) * scale;
  const half = sizePx / 2;
  const place: Affine = {
    ux: cos,
    uy: -sin,
    u0: region.centreXPx - half * (cos - sin),
    vx: sin,
    vy: cos,
    v0: region.centreYPx - half * (cos + sin),
  };
  return sampleRgb(picture, place, sizePx, sizePx);
};

/** An upright rectangle scaled to the given size, interleaved RGB bytes; black outside the picture. */
export const readCrop = (
  picture: Picture,
  region: CropRegion,
  size: { widthPx: number; heightPx: number },
): Uint8Array => {
  const place: Affine = {
    ux: region.widthPx / size.widthPx,
    uy: 0,
    u0: region.leftPx,
    vx: 0,
    vy: region.heightPx / size.heightPx,
    v0: region.topPx,
  };
  return sampleRgb(picture, place, size.widthPx, size.heightPx);
};

/** The whole picture in grey, `widthPx` wide, 0..255 from black to white whatever the file's range. */
export const readGrey = (picture: Picture, widthPx: number): GreyImage => {
  const heightPx = Math.max(1, Math.round((picture.heightPx * widthPx) / picture.widthPx));
  const { colour } = picture;
  const whole = { leftPx: 0, topPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
  const data = new Uint8Array(widthPx * heightPx);
  if (colour.kind === "rgb") {
    const rgb = readCrop(picture, whole, { widthPx, heightPx });
    for (let i = 0, p = 0; i < data.length; i++, p += 3) {
      data[i] = (rgb[p]! * 77 + rgb[p + 1]! * 150 + rgb[p + 2]! * 29) >> 8;
    }
    return { data, widthPx, heightPx };
  }
  const place: Affine = {
    ux: picture.widthPx / widthPx,
    uy: 0,
    u0: 0,
    vx: 0,
    vy: picture.heightPx / heightPx,
    v0: 0,
  };
  const plane = picture.planes[0];
  const map = compose(uprightToPlane(picture, plane), place);
  const luma = resample(plane, map, widthPx, heightPx, 0, scratch.channels[0]);
  const unit = 2 ** (colour.bitDepth - 8);
  const zero = colour.fullRange ? 0 : 16 * unit;
  const gain = 255 / (colour.fullRange ? 2 ** colour.bitDepth - 1 : 219 * unit);
  for (let i = 0; i < data.length; i++) {
    const value = (luma[i]! - zero) * gain;
    data[i] = value < 0 ? 0 : Math.min(value, 255);
  }
  return { data, widthPx, heightPx };
};
