import { toAvFrame } from "@mediabunny/server";
import type { VideoSample } from "mediabunny";
import { Frame as AvFrame } from "node-av";
import type { ColourCoding } from "./colour";
import type { Picture, Plane } from "./picture";

/** A picture that lies in a decoder's memory; after `release` it must not be read, and reading it throws. */
export interface HeldPicture {
  readonly picture: Picture;
  release(): void;
}

interface Layout {
  shiftX: 0 | 1;
  shiftY: 0 | 1;
  bitDepth: number;
  interleavedChroma: boolean;
}

const PLANAR = /^I4(20|22|44)A?(?:P(10|12))?$/;

/** How a planar YUV format is laid out; null when it is something else. */
const layoutOf = (format: string | null): Layout | null => {
  if (format === "NV12") return { shiftX: 1, shiftY: 1, bitDepth: 8, interleavedChroma: true };
  const match = PLANAR.exec(format ?? "");
  if (!match) return null;
  return {
    shiftX: match[1] === "44" ? 0 : 1,
    shiftY: match[1] === "20" ? 1 : 0,
    bitDepth: Number(match[2] ?? 8),
    interleavedChroma: false,
  };
};

/** Files that name no matrix: BT.709 from 720 lines on, as players and FFmpeg guess. */
const matrixOf = (sample: VideoSample): "bt601" | "bt709" | "bt2020" => {
  const matrix: string | null = sample.colorSpace.matrix;
  if (matrix === "bt709") return "bt709";
  if (matrix === "bt470bg" || matrix === "smpte170m") return "bt601";
  if (matrix === "bt2020-ncl") return "bt2020";
  return Math.min(sample.codedWidth, sample.codedHeight) >= 720 ? "bt709" : "bt601";
};

const colourOf = (sample: VideoSample, bitDepth: number): ColourCoding => {
  const transfer: string | null = sample.colorSpace.transfer;
  return {
    kind: "yuv",
    matrix: matrixOf(sample),
    fullRange: sample.colorSpace.fullRange === true,
    bitDepth,
    hdr: transfer === "hlg" || transfer === "pq" ? transfer : null,
  };
};

const wide = (bytes: Uint8Array): Uint16Array =>
  bytes.byteOffset % 2 === 0
    ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1)
    : new Uint16Array(bytes.slice().buffer);

const planesOf = (sample: VideoSample, av: AvFrame, layout: Layout): [Plane, Plane, Plane] => {
  const buffers = av.data ?? [];
  const plane = (index: number, chroma: boolean, offset = 0, step = 1): Plane => {
    const bytes = buffers[index];
    if (!bytes) throw new Error(`The decoder gave no plane ${index}.`);
    const deep = layout.bitDepth > 8;
    return {
      data: deep ? wide(bytes) : bytes,
      offset,
      widthPx: chroma ? (sample.codedWidth + layout.shiftX) >> layout.shiftX : sample.codedWidth,
      heightPx: chroma ? (sample.codedHeight + layout.shiftY) >> layout.shiftY : sample.codedHeight,
      stride: (av.linesize[index] ?? 0) >> (deep ? 1 : 0),
      step,
    };
  };
  return layout.interleavedChroma
    ? [plane(0, false), plane(1, true, 0, 2), plane(1, true, 1, 2)]
    : [plane(0, false), plane(1, true), plane(2, true)];
};

/** Formats that are none of the usual ones become RGB in FFmpeg. */
const asRgb = async (sample: VideoSample): Promise<[Plane, Plane, Plane]> => {
  const data = new Uint8Array(sample.codedWidth * sample.codedHeight * 4);
  await sample.copyTo(data, { format: "RGBA", layout: [{ offset: 0, stride: sample.codedWidth * 4 }] });
  const plane = (offset: number): Plane => ({
    data,
    offset,
    widthPx: sample.codedWidth,
    heightPx: sample.codedHeight,
    stride: sample.codedWidth * 4,
    step: 4,
  });
  return [plane(0), plane(1), plane(2)];
};

/** Takes over the sample: it is closed by `release`. The size is the file's, whatever this one frame's is. */
export const holdSample = async (
  sample: VideoSample,
  size: { widthPx: number; heightPx: number },
): Promise<HeldPicture> => {
  const layout = layoutOf(sample.format);
  const av = new AvFrame();
  av.alloc();
  let planes: [Plane, Plane, Plane];
  try {
    if (layout) {
      await toAvFrame(sample, av);
      planes = planesOf(sample, av, layout);
    } else {
      planes = await asRgb(sample);
    }
  } catch (error) {
    av.free();
    sample.close();
    throw error;
  }
  let picture: Picture | null = {
    planes,
    colour: layout ? colourOf(sample, layout.bitDepth) : { kind: "rgb" },
    orientation: { rotation: sample.rotation, flip: sample.flip },
    ...size,
  };
  return {
    get picture() {
      if (!picture) throw new Error("A frame was read after the next one was asked for.");
      return picture;
    },
    release() {
      if (!picture) return;
      picture = null;
      av.free();
      sample.close();
    },
  };
};
