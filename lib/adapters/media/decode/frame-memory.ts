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
import type { ColourCoding } from "../pixels/color";
import type { HdrTransfer } from "../pixels/hdr";
import type { Orientation, Plane } from "../pixels/picture";

/** What the container says about every frame of a track; a frame's own word on colour comes first. */
export interface TrackLook {
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

/** How the frame's samples are laid out; null for formats that are turned into RGB first. */
export const layoutOf = (av: AvFrame): PixelLayout | null => LAYOUTS.get(av.format as AVPixelFormat) ?? null;

/** Where neither frame nor container names a matrix: BT.709 from 720 lines on, as players guess. */
const matrixOf = (av: AvFrame, look: TrackLook): "bt601" | "bt709" | "bt2020" => {
  if (av.colorSpace === AVCOL_SPC_BT709 || look.matrix === "bt709") return "bt709";
  if (av.colorSpace === AVCOL_SPC_BT470BG || av.colorSpace === AVCOL_SPC_SMPTE170M) return "bt601";
  if (av.colorSpace === AVCOL_SPC_BT2020_NCL || look.matrix === "bt2020-ncl") return "bt2020";
  if (look.matrix === "bt470bg" || look.matrix === "smpte170m") return "bt601";
  return Math.min(av.width, av.height) >= 720 ? "bt709" : "bt601";
};

/** The HDR transfer of a frame, or null when it is an ordinary one. */
export const hdrOf = (av: AvFrame, look: Pick<TrackLook, "transfer">): HdrTransfer | null => {
  if (av.colorTrc === AVCOL_TRC_ARIB_STD_B67) return "hlg";
  if (av.colorTrc === AVCOL_TRC_SMPTE2084) return "pq";
  const told = av.colorTrc === AVCOL_TRC_UNSPECIFIED ? look.transfer : null;
  return told === "hlg" || told === "pq" ? told : null;
};

const yuvColour = (av: AvFrame, kind: PixelLayout, look: TrackLook): ColourCoding => ({
  kind: "yuv",
  matrix: matrixOf(av, look),
  fullRange:
    kind.fullRange ||
    av.colorRange === AVCOL_RANGE_JPEG ||
    (av.colorRange === AVCOL_RANGE_UNSPECIFIED && look.fullRange === true),
  bitDepth: kind.bitDepth,
  hdr: hdrOf(av, look),
});

/** A Buffer as the plain array it is, so that the sampler's loops see one kind of array only. */
const plain = (buffer: Buffer): Uint8Array =>
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);

const wide = (bytes: Uint8Array): Uint16Array =>
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
    if (!buffer) throw new Error(`The decoder gave no plane ${index}.`);
    const bytes = plain(buffer);
    return {
      data: deep ? wide(bytes) : bytes,
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

/** Formats that are none of the usual ones (grey, RGB, ...) become RGB in FFmpeg. */
export const asRgb = async (av: AvFrame): Promise<AvFrame> => {
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
  if (!buffer) throw new Error("The converter gave no pixels.");
  const data = plain(buffer);
  const plane = (offset: number): Plane => ({
    data,
    offset,
    widthPx: av.width,
    heightPx: av.height,
    stride: av.linesize[0] ?? 0,
    step: 3,
  });
  return [plane(0), plane(1), plane(2)];
};

/** Where a frame's samples lie. Reads the frame's memory, and is valid for as long as that is. */
export const planesOf = (av: AvFrame): [Plane, Plane, Plane] => {
  const kind = layoutOf(av);
  return kind ? yuvPlanes(av, kind) : rgbPlanes(av);
};

/** How a frame's samples are coded; a frame's own word comes before its track's. */
export const colourOf = (av: AvFrame, look: TrackLook): ColourCoding => {
  const kind = layoutOf(av);
  return kind ? yuvColour(av, kind, look) : { kind: "rgb" };
};
