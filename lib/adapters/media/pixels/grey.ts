import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_GRAY10LE,
  AV_PIX_FMT_GRAY12LE,
  type AVPixelFormat,
  SoftwareScaleContext,
  SWS_AREA,
} from "node-av";
import type { GreyImage } from "@/lib/pose/ports";
import type { ColorCoding } from "./color";
import { type Orientation, type Picture, type Plane, swapsSides, uprightToPlane } from "./picture";
import { readCrop } from "./sampler";

const FORMAT_BY_DEPTH = new Map<number, AVPixelFormat>([
  [8, AV_PIX_FMT_GRAY8],
  [10, AV_PIX_FMT_GRAY10LE],
  [12, AV_PIX_FMT_GRAY12LE],
]);

let scaler: { key: string; context: SoftwareScaleContext } | null = null;

/** Keeps FFmpeg's scaler for the next picture of the same clip. */
const scalerFor = (
  plane: Plane,
  bitDepth: number,
  widthPx: number,
  heightPx: number,
): SoftwareScaleContext => {
  const key = [plane.widthPx, plane.heightPx, bitDepth, widthPx, heightPx].join(" ");
  if (scaler?.key === key) return scaler.context;
  scaler?.context.freeContext();
  const format = FORMAT_BY_DEPTH.get(bitDepth);
  if (format === undefined) throw new RangeError(`No grey format has ${bitDepth} bits.`);
  const context = new SoftwareScaleContext();
  context.getContext(plane.widthPx, plane.heightPx, format, widthPx, heightPx, AV_PIX_FMT_GRAY8, SWS_AREA);
  scaler = { key, context };
  return context;
};

const scaledPlane = (plane: Plane, bitDepth: number, widthPx: number, heightPx: number): Uint8Array => {
  const { data, offset, stride } = plane;
  const elementBytes = data.BYTES_PER_ELEMENT;
  const source = Buffer.from(data.buffer, data.byteOffset + offset * elementBytes);
  const out = Buffer.alloc(widthPx * heightPx);
  scalerFor(plane, bitDepth, widthPx, heightPx).scaleSync(
    [source],
    [stride * elementBytes],
    0,
    plane.heightPx,
    [out],
    [widthPx],
  );
  return new Uint8Array(out.buffer, out.byteOffset, out.length);
};

const upright = (
  stored: Uint8Array,
  orientation: Orientation,
  widthPx: number,
  heightPx: number,
): Uint8Array => {
  if (orientation.rotation === 0 && !orientation.flip) return stored;
  const size = swapsSides(orientation) ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };
  const map = uprightToPlane({ widthPx, heightPx, orientation }, size);
  const indexOf = (x: number, y: number) =>
    Math.floor(map.vx * x + map.vy * y + map.v0) * size.widthPx +
    Math.floor(map.ux * x + map.uy * y + map.u0);
  const first = indexOf(0.5, 0.5);
  const stepX = indexOf(1.5, 0.5) - first;
  const stepY = indexOf(0.5, 1.5) - first;
  const out = new Uint8Array(stored.length);
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0, at = first + y * stepY; x < widthPx; x++, i++, at += stepX) out[i] = stored[at]!;
  }
  return out;
};

/** Stretches a limited range of 16..235 to 0..255 in place. */
const stretchRange = (data: Uint8Array, coding: Extract<ColorCoding, { kind: "yuv" }>): void => {
  if (coding.fullRange) return;
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, code) => ((code - 16) * 255) / 219);
  for (let i = 0; i < data.length; i++) data[i] = levels[data[i]!]!;
};

const greyOfRgb = (picture: Picture, widthPx: number, heightPx: number): Uint8Array => {
  const whole = { leftPx: 0, topPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
  const rgb = readCrop(picture, whole, { widthPx, heightPx });
  const data = new Uint8Array(widthPx * heightPx);
  for (let i = 0, p = 0; i < data.length; i++, p += 3) {
    data[i] = (rgb[p]! * 77 + rgb[p + 1]! * 150 + rgb[p + 2]! * 29) >> 8;
  }
  return data;
};

/** Returns the whole picture in grey, `widthPx` wide, from 0 (black) to 255 (white). */
export const readGrey = (picture: Picture, widthPx: number): GreyImage => {
  const heightPx = Math.max(1, Math.round((picture.heightPx * widthPx) / picture.widthPx));
  const { color, orientation } = picture;
  if (color.kind === "rgb") return { data: greyOfRgb(picture, widthPx, heightPx), widthPx, heightPx };
  const stored = swapsSides(orientation)
    ? scaledPlane(picture.planes[0], color.bitDepth, heightPx, widthPx)
    : scaledPlane(picture.planes[0], color.bitDepth, widthPx, heightPx);
  stretchRange(stored, color);
  return { data: upright(stored, orientation, widthPx, heightPx), widthPx, heightPx };
};
