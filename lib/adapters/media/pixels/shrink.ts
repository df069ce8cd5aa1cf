import { type Affine, compose, type Plane } from "./picture";
import { scratch } from "./scratch";

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
export const prepare = (
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
