import {
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV420P10LE,
  AV_PIX_FMT_YUV420P12LE,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV422P10LE,
  AV_PIX_FMT_YUV422P12LE,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUV444P10LE,
  AV_PIX_FMT_YUV444P12LE,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_UNSPECIFIED,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_SMPTE170M,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_SMPTE2084,
  AVCOL_TRC_UNSPECIFIED,
  type AVPixelFormat,
  Frame as AvFrame,
  FFmpegError,
  SoftwareScaleContext,
  SWS_BILINEAR,
} from "node-av";
import type { ColorCoding } from "../pixels/color";
import type { HdrTransfer } from "../pixels/hdr";
import { interleavedRgbPlanes, type Orientation, type Plane } from "../pixels/picture";

/** Size, orientation and color of a track by its container; the color of a frame takes precedence. */
export interface TrackDisplay {
  widthPx: number;
  heightPx: number;
  orientation: Orientation;
  matrix: string | null;
  transfer: string | null;
  fullRange: boolean | null;
}

export interface PixelLayout {
  chroma: "4:2:0" | "4:2:2" | "4:4:4";
  bitDepth: number;
  fullRange: boolean;
  interleavedChroma: boolean;
}

const layout = (chroma: PixelLayout["chroma"], bitDepth: number, fullRange = false): PixelLayout => ({
  chroma,
  bitDepth,
  fullRange,
  interleavedChroma: false,
});

const LAYOUTS = new Map<AVPixelFormat, PixelLayout>([
  [AV_PIX_FMT_YUV420P, layout("4:2:0", 8)],
  [AV_PIX_FMT_YUV422P, layout("4:2:2", 8)],
  [AV_PIX_FMT_YUV444P, layout("4:4:4", 8)],
  [AV_PIX_FMT_YUVJ420P, layout("4:2:0", 8, true)],
  [AV_PIX_FMT_YUVJ422P, layout("4:2:2", 8, true)],
  [AV_PIX_FMT_YUVJ444P, layout("4:4:4", 8, true)],
  [AV_PIX_FMT_YUV420P10LE, layout("4:2:0", 10)],
  [AV_PIX_FMT_YUV422P10LE, layout("4:2:2", 10)],
  [AV_PIX_FMT_YUV444P10LE, layout("4:4:4", 10)],
  [AV_PIX_FMT_YUV420P12LE, layout("4:2:0", 12)],
  [AV_PIX_FMT_YUV422P12LE, layout("4:2:2", 12)],
  [AV_PIX_FMT_YUV444P12LE, layout("4:4:4", 12)],
  [AV_PIX_FMT_NV12, { ...layout("4:2:0", 8), interleavedChroma: true }],
]);

export const layoutOf = (av: AvFrame): PixelLayout | null => LAYOUTS.get(av.format as AVPixelFormat) ?? null;

/** Without a declared matrix it is BT.709 from 720 lines on, as in players. */
const matrixOf = (av: AvFrame, display: TrackDisplay): "bt601" | "bt709" | "bt2020" => {
  if (av.colorSpace === AVCOL_SPC_BT709 || display.matrix === "bt709") return "bt709";
  if (av.colorSpace === AVCOL_SPC_BT470BG || av.colorSpace === AVCOL_SPC_SMPTE170M) return "bt601";
  if (av.colorSpace === AVCOL_SPC_BT2020_NCL || display.matrix === "bt2020-ncl") return "bt2020";
  if (display.matrix === "bt470bg" || display.matrix === "smpte170m") return "bt601";
  return Math.min(av.width, av.height) >= 720 ? "bt709" : "bt601";
};

export const hdrOf = (av: AvFrame, display: Pick<TrackDisplay, "transfer">): HdrTransfer | null => {
  if (av.colorTrc === AVCOL_TRC_ARIB_STD_B67) return "hlg";
  if (av.colorTrc === AVCOL_TRC_SMPTE2084) return "pq";
  const declared = av.colorTrc === AVCOL_TRC_UNSPECIFIED ? display.transfer : null;
  return declared === "hlg" || declared === "pq" ? declared : null;
};

const yuvColorCoding = (av: AvFrame, kind: PixelLayout, display: TrackDisplay): ColorCoding => ({
  kind: "yuv",
  matrix: matrixOf(av, display),
  fullRange:
    kind.fullRange ||
    av.colorRange === AVCOL_RANGE_JPEG ||
    (av.colorRange === AVCOL_RANGE_UNSPECIFIED && display.fullRange === true),
  bitDepth: kind.bitDepth,
  hdr: hdrOf(av, display),
});

/** V8 runs loops slower that get both Uint8Array and Buffer. */
const asUint8Array = (buffer: Buffer): Uint8Array =>
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);

const asUint16Array = (bytes: Uint8Array): Uint16Array =>
  bytes.byteOffset % 2 === 0
    ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1)
    : new Uint16Array(bytes.slice().buffer);

const yuvPlanes = (av: AvFrame, kind: PixelLayout): [Plane, Plane, Plane] => {
  const shiftX = kind.chroma === "4:4:4" ? 0 : 1;
  const shiftY = kind.chroma === "4:2:0" ? 1 : 0;
  const deep = kind.bitDepth > 8;
  const buffers = av.data ?? [];
  const plane = (index: number, chroma: boolean, offset = 0, step = 1): Plane => {
    const buffer = buffers[index];
    if (!buffer) throw new Error(`The decoder returned no plane ${index}.`);
    const bytes = asUint8Array(buffer);
    return {
      data: deep ? asUint16Array(bytes) : bytes,
      offset,
      widthPx: chroma ? (av.width + shiftX) >> shiftX : av.width,
      heightPx: chroma ? (av.height + shiftY) >> shiftY : av.height,
      stride: (av.linesize[index] ?? 0) >> (deep ? 1 : 0),
      step,
    };
  };
  return kind.interleavedChroma
    ? [plane(0, false), plane(1, true, 0, 2), plane(1, true, 1, 2)]
    : [plane(0, false), plane(1, true), plane(2, true)];
};

/** Converts a frame without a PixelLayout to RGB24. The caller frees the result. */
export const convertToRgb = async (av: AvFrame): Promise<AvFrame> => {
  const scaler = new SoftwareScaleContext();
  const out = new AvFrame();
  out.alloc();
  out.width = av.width;
  out.height = av.height;
  out.format = AV_PIX_FMT_RGB24;
  try {
    out.allocBuffer();
    const format = av.format as AVPixelFormat;
    scaler.getContext(av.width, av.height, format, av.width, av.height, AV_PIX_FMT_RGB24, SWS_BILINEAR);
    FFmpegError.throwIfError(await scaler.scaleFrame(out, av), "convert to RGB");
    return out;
  } catch (error) {
    out.free();
    throw error;
  } finally {
    scaler.freeContext();
  }
};

const rgbPlanes = (av: AvFrame): [Plane, Plane, Plane] => {
  const buffer = av.data?.[0];
  if (!buffer) throw new Error("The RGB conversion returned no pixels.");
  const rgb = { data: asUint8Array(buffer), widthPx: av.width, heightPx: av.height };
  return interleavedRgbPlanes(rgb, av.linesize[0] ?? 0);
};

/** Returns views of the samples of a frame, valid until it is freed. */
export const planesOf = (av: AvFrame): [Plane, Plane, Plane] => {
  const kind = layoutOf(av);
  return kind ? yuvPlanes(av, kind) : rgbPlanes(av);
};

export const colorCodingOf = (av: AvFrame, display: TrackDisplay): ColorCoding => {
  const kind = layoutOf(av);
  return kind ? yuvColorCoding(av, kind, display) : { kind: "rgb" };
};
