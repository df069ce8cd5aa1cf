import type { GreyImage } from "@/lib/pose/ports";

/** A grey image minus its local mean, so that exposure and shade do not count; zero on average. */
export interface HighPassImage {
  data: Float32Array;
  widthPx: number;
  heightPx: number;
}

export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function highPass(grey: GreyImage, radiusPx: number): HighPassImage {
  const { data, widthPx, heightPx } = grey;
  const sums = summedAreaTable(grey);
  const stride = widthPx + 1;
  const out = new Float32Array(data.length);
  for (let y = 0; y < heightPx; y++) {
    const top = Math.max(0, y - radiusPx) * stride;
    const bottom = Math.min(heightPx, y + radiusPx + 1) * stride;
    for (let x = 0; x < widthPx; x++) {
      const left = Math.max(0, x - radiusPx);
      const right = Math.min(widthPx, x + radiusPx + 1);
      const area = ((bottom - top) / stride) * (right - left);
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      out[y * widthPx + x] = data[y * widthPx + x]! - sum / area;
    }
  }
  return { data: out, widthPx, heightPx };
}

function summedAreaTable({ data, widthPx, heightPx }: GreyImage): Float64Array {
  const stride = widthPx + 1;
  const sums = new Float64Array(stride * (heightPx + 1));
  for (let y = 0; y < heightPx; y++) {
    let row = 0;
    for (let x = 0; x < widthPx; x++) {
      row += data[y * widthPx + x]!;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  return sums;
}

export function downscale({ data, widthPx, heightPx }: GreyImage, factor: number): GreyImage {
  const width = Math.floor(widthPx / factor);
  const height = Math.floor(heightPx / factor);
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let j = 0; j < factor; j++) {
        const from = (y * factor + j) * widthPx + x * factor;
        for (let i = 0; i < factor; i++) sum += data[from + i]!;
      }
      out[y * width + x] = sum / (factor * factor);
    }
  }
  return { data: out, widthPx: width, heightPx: height };
}

export function maskRectangles(
  { data, widthPx, heightPx }: HighPassImage,
  rectangles: readonly Rectangle[],
  scale = 1,
): void {
  for (const { left, right, top, bottom } of rectangles) {
    const from = Math.max(0, Math.floor(left * scale));
    const to = Math.min(widthPx, Math.ceil(right * scale));
    if (to <= from) continue;
    const lastRow = Math.min(heightPx, Math.ceil(bottom * scale));
    for (let y = Math.max(0, Math.floor(top * scale)); y < lastRow; y++) {
      data.fill(0, y * widthPx + from, y * widthPx + to);
    }
  }
}

/** The part of the first image that the second covers when it is moved by (-dx, -dy); both of one size. */
export function overlap(size: { widthPx: number; heightPx: number }, dx: number, dy: number): Rectangle {
  return {
    left: Math.max(0, -dx),
    right: Math.min(size.widthPx, size.widthPx - dx),
    top: Math.max(0, -dy),
    bottom: Math.min(size.heightPx, size.heightPx - dy),
  };
}

/** Correlation (-1..1) of two images at an offset of whole pixels, without masked pixels. */
export function correlation(a: HighPassImage, b: HighPassImage, dx: number, dy: number): number {
  const { left, right, top, bottom } = overlap(a, dx, dy);
  const [first, second] = [a.data, b.data];
  // One variable for each sum: destructured from an array, V8 allocates an object for every addition.
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let y = top; y < bottom; y++) {
    const row = y * a.widthPx;
    const other = (y + dy) * b.widthPx + dx;
    for (let x = left; x < right; x++) {
      const p = first[row + x]!;
      const q = second[other + x]!;
      if (p === 0 || q === 0) continue;
      ab += p * q;
      aa += p * p;
      bb += q * q;
    }
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
