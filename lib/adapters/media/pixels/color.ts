import { type HdrTransfer, hdrToSdr } from "./hdr";

export type ColorCoding =
  | { kind: "rgb" }
  | {
      kind: "yuv";
      matrix: "bt601" | "bt709" | "bt2020";
      fullRange: boolean;
      bitDepth: number;
      hdr: HdrTransfer | null;
    };

export type ToRgb = (a: Uint16Array, b: Uint16Array, c: Uint16Array, count: number, out: Uint8Array) => void;

/** Weights of red and blue in luma: ITU-R BT.601, BT.709 and BT.2020. */
const LUMA_WEIGHTS = {
  bt601: { kr: 0.299, kb: 0.114 },
  bt709: { kr: 0.2126, kb: 0.0722 },
  bt2020: { kr: 0.2627, kb: 0.0593 },
} as const;

interface YuvTables {
  luma: Int32Array;
  redOfV: Int32Array;
  greenOfU: Int32Array;
  greenOfV: Int32Array;
  blueOfU: Int32Array;
}

const FRACTION_BITS = 14;

const yuvTables = (coding: Extract<ColorCoding, { kind: "yuv" }>, full: number): YuvTables => {
  const levels = 2 ** coding.bitDepth;
  const unit = 2 ** (coding.bitDepth - 8);
  const lumaZero = coding.fullRange ? 0 : 16 * unit;
  const lumaSpan = coding.fullRange ? levels - 1 : 219 * unit;
  const chromaSpan = coding.fullRange ? levels - 1 : 224 * unit;
  const { kr, kb } = LUMA_WEIGHTS[coding.matrix];
  const kg = 1 - kr - kb;
  const table = (gain: number, zero: number, span: number) =>
    Int32Array.from({ length: levels }, (_, code) =>
      Math.round(((gain * full * (code - zero)) / span) * 2 ** FRACTION_BITS),
    );
  const chroma = (gain: number) => table(gain, 128 * unit, chromaSpan);
  return {
    luma: table(1, lumaZero, lumaSpan),
    redOfV: chroma(2 * (1 - kr)),
    greenOfU: chroma((-2 * kb * (1 - kb)) / kg),
    greenOfV: chroma((-2 * kr * (1 - kr)) / kg),
    blueOfU: chroma(2 * (1 - kb)),
  };
};

const yuvToRgb = (coding: Extract<ColorCoding, { kind: "yuv" }>): ToRgb => {
  const { luma, redOfV, greenOfU, greenOfV, blueOfU } = yuvTables(coding, 255);
  const half = 2 ** (FRACTION_BITS - 1);
  return (y, u, v, count, out) => {
    for (let i = 0, o = 0; i < count; i++, o += 3) {
      const y0 = luma[y[i]!]! + half;
      const red = (y0 + redOfV[v[i]!]!) >> FRACTION_BITS;
      const green = (y0 + greenOfU[u[i]!]! + greenOfV[v[i]!]!) >> FRACTION_BITS;
      const blue = (y0 + blueOfU[u[i]!]!) >> FRACTION_BITS;
      out[o] = red < 0 ? 0 : Math.min(red, 255);
      out[o + 1] = green < 0 ? 0 : Math.min(green, 255);
      out[o + 2] = blue < 0 ? 0 : Math.min(blue, 255);
    }
  };
};

const hdrYuvToRgb = (coding: Extract<ColorCoding, { kind: "yuv" }>, hdr: HdrTransfer): ToRgb => {
  const full = 1023;
  const { luma, redOfV, greenOfU, greenOfV, blueOfU } = yuvTables(coding, full);
  const map = hdrToSdr(hdr, full);
  const clamp = (value: number) => {
    const code = value >> FRACTION_BITS;
    return code < 0 ? 0 : Math.min(code, full);
  };
  return (y, u, v, count, out) => {
    for (let i = 0, o = 0; i < count; i++, o += 3) {
      const y0 = luma[y[i]!]!;
      map(
        clamp(y0 + redOfV[v[i]!]!),
        clamp(y0 + greenOfU[u[i]!]! + greenOfV[v[i]!]!),
        clamp(y0 + blueOfU[u[i]!]!),
        out,
        o,
      );
    }
  };
};

const interleave: ToRgb = (red, green, blue, count, out) => {
  for (let i = 0, o = 0; i < count; i++, o += 3) {
    out[o] = red[i]!;
    out[o + 1] = green[i]!;
    out[o + 2] = blue[i]!;
  }
};

const converters = new Map<string, ToRgb>();

/** Returns the converter of a coding to RGB; its tables are cached. */
export const toRgbOf = (coding: ColorCoding): ToRgb => {
  if (coding.kind === "rgb") return interleave;
  const key = `${coding.matrix}/${coding.fullRange}/${coding.bitDepth}/${coding.hdr}`;
  const cached = converters.get(key);
  if (cached) return cached;
  const converter = coding.hdr ? hdrYuvToRgb(coding, coding.hdr) : yuvToRgb(coding);
  converters.set(key, converter);
  return converter;
};

export const blackOf = (coding: ColorCoding): readonly [number, number, number] => {
  if (coding.kind === "rgb") return [0, 0, 0];
  const unit = 2 ** (coding.bitDepth - 8);
  return [coding.fullRange ? 0 : 16 * unit, 128 * unit, 128 * unit];
};
