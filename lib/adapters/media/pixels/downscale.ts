import { type Affine, compose, type Plane } from "./picture";
import { buffers } from "./reusable-buffer";

interface PlaneArea {
  left: number;
  top: number;
  widthPx: number;
  heightPx: number;
}

const inputPerOutput = (map: Affine): number =>
  Math.max(Math.hypot(map.ux, map.vx), Math.hypot(map.uy, map.vy));

/** Adds two samples of each block to its sum; `rows` has the offsets of their rows. */
const addTwo = (
  sums: Uint16Array,
  data: Plane["data"],
  columns: Int32Array,
  rows: number[],
  count: number,
) => {
  const [a, b] = rows as [number, number];
  for (let x = 0, i = 0; x < count; x++, i += 2)
    sums[x]! += data[a + columns[i]!]! + data[b + columns[i + 1]!]!;
};

const addFour = (
  sums: Uint16Array,
  data: Plane["data"],
  columns: Int32Array,
  rows: number[],
  count: number,
) => {
  const [a, b, c, d] = rows as [number, number, number, number];
  for (let x = 0, i = 0; x < count; x++, i += 4) {
    sums[x]! +=
      data[a + columns[i]!]! +
      data[b + columns[i + 1]!]! +
      data[c + columns[i + 2]!]! +
      data[d + columns[i + 3]!]!;
  }
};

/** Downscales an area by `factor`, a power of two; each sample is the mean of 2 x 2 or 4 x 4. */
const downscale = (plane: Plane, area: PlaneArea, factor: number): Plane => {
  const { data, stride, step } = plane;
  const spacing = Math.max(1, factor >> 2);
  const taps = factor / spacing;
  const shift = 2 * Math.log2(taps);
  const lastX = plane.widthPx - 1;
  const lastY = plane.heightPx - 1;
  const outWidth = Math.ceil(area.widthPx / factor);
  const outHeight = Math.ceil(area.heightPx / factor);
  const memory = data instanceof Uint8Array ? buffers.downscaled.bytes : buffers.downscaled.words;
  const out = memory.take(outWidth * outHeight);
  const sums = buffers.rowSums.take(outWidth);
  const add = taps === 2 ? addTwo : addFour;
  // The sparse samples of a block share no row or column, so that thin gates and stripes are not missed.
  const columns = buffers.columns.slice(0, taps).map((columnMemory, tap) => {
    const column = columnMemory.take(outWidth * taps);
    for (let i = 0; i < outWidth * taps; i++) {
      const x = area.left + Math.floor(i / taps) * factor + (i % taps) * spacing + (tap % spacing);
      column[i] = Math.min(lastX, x) * step;
    }
    return column;
  });
  for (let row = 0; row < outHeight; row++) {
    sums.fill(0, 0, outWidth);
    for (const [tap, column] of columns.entries()) {
      const y = area.top + row * factor + tap * spacing;
      const rows = columns.map((_, i) => plane.offset + Math.min(lastY, y + (i % spacing)) * stride);
      add(sums, data, column, rows, outWidth);
    }
    const target = row * outWidth;
    for (let x = 0; x < outWidth; x++) out[target + x] = sums[x]! >> shift;
  }
  return { data: out, offset: 0, widthPx: outWidth, heightPx: outHeight, stride: outWidth, step: 1 };
};

/** Returns the area of the plane under the output, in whole blocks of `factor`; null outside the plane. */
const coveredArea = (
  plane: Plane,
  map: Affine,
  size: { widthPx: number; heightPx: number },
  factor: number,
): PlaneArea | null => {
  const cornersU = [
    0,
    map.ux * size.widthPx,
    map.uy * size.heightPx,
    map.ux * size.widthPx + map.uy * size.heightPx,
  ];
  const cornersV = [
    0,
    map.vx * size.widthPx,
    map.vy * size.heightPx,
    map.vx * size.widthPx + map.vy * size.heightPx,
  ];
  const blockStart = (value: number) => Math.max(0, Math.floor((value - factor) / factor) * factor);
  const left = blockStart(map.u0 + Math.min(...cornersU));
  const top = blockStart(map.v0 + Math.min(...cornersV));
  const right = Math.min(plane.widthPx, Math.ceil(map.u0 + Math.max(...cornersU)) + factor);
  const bottom = Math.min(plane.heightPx, Math.ceil(map.v0 + Math.max(...cornersV)) + factor);
  return right > left && bottom > top ? { left, top, widthPx: right - left, heightPx: bottom - top } : null;
};

/** Downscales the area to be read when one output pixel covers two or more pixels of the plane. */
export const downscaleForOutput = (
  plane: Plane,
  map: Affine,
  size: { widthPx: number; heightPx: number },
): { plane: Plane; map: Affine } => {
  const factor = 2 ** Math.floor(Math.log2(Math.max(1, inputPerOutput(map))));
  if (factor === 1) return { plane, map };
  const area = coveredArea(plane, map, size, factor);
  if (!area) return { plane, map };
  const toDownscaled: Affine = {
    ux: 1 / factor,
    uy: 0,
    u0: -area.left / factor,
    vx: 0,
    vy: 1 / factor,
    v0: -area.top / factor,
  };
  return { plane: downscale(plane, area, factor), map: compose(toDownscaled, map) };
};
