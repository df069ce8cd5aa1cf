export type HdrTransfer = "hlg" | "pq";

/** HDR reference white (ITU-R BT.2408). */
const REFERENCE_WHITE_CD_M2 = 203;
const PEAK_CD_M2 = 1000;
/** Values below this share of white are not compressed, which keeps the contrast of skin and snow. */
const KNEE = 0.6;
const DISPLAY_GAMMA = 2.2;

/** Returns the scene light 0..1 of an HLG signal 0..1 (ITU-R BT.2100, inverse OETF). */
export const hlgToLinear = (signal: number): number =>
  signal <= 0.5 ? (signal * signal) / 3 : (Math.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12;

/** Returns the display light in cd/m2 of a PQ signal 0..1 (SMPTE ST 2084). */
export const pqToLight = (signal: number): number => {
  const root = signal ** (1 / 78.84375);
  return 10_000 * (Math.max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125);
};

/** Returns the gain for the brightest channel: above the knee, Reinhard's curve with a white point. */
export const highlightGain = (brightest: number): number => {
  if (brightest <= KNEE) return 1;
  const white = (PEAK_CD_M2 / REFERENCE_WHITE_CD_M2 - KNEE) / (1 - KNEE);
  const above = (brightest - KNEE) / (1 - KNEE);
  const kept = Math.min(1, (above * (1 + above / (white * white))) / (1 + above));
  return (KNEE + (1 - KNEE) * kept) / brightest;
};

/** Writes three SDR bytes (BT.709, gamma 2.2) for one BT.2020 HDR pixel. */
export type HdrPixel = (red: number, green: number, blue: number, out: Uint8Array, at: number) => void;

/** Returns the conversion of HLG or PQ to SDR: EOTF, BT.709 primaries, compressed highlights, gamma. */
export const hdrToSdr = (transfer: HdrTransfer, full: number): HdrPixel => {
  const light = Float32Array.from({ length: full + 1 }, (_, code) =>
    transfer === "hlg" ? hlgToLinear(code / full) : pqToLight(code / full) / REFERENCE_WHITE_CD_M2,
  );
  const steps = 16_384;
  const codes = Uint8Array.from({ length: steps + 1 }, (_, step) =>
    Math.round(255 * (step / steps) ** (1 / DISPLAY_GAMMA)),
  );
  const encode = (value: number) => codes[value <= 0 ? 0 : value >= 1 ? steps : (value * steps) | 0]!;
  const systemGain = Float32Array.from(
    { length: steps + 1 },
    (_, step) => (PEAK_CD_M2 / REFERENCE_WHITE_CD_M2) * (step / steps) ** 0.2,
  );
  return (red, green, blue, out, at) => {
    let r = light[red]!;
    let g = light[green]!;
    let b = light[blue]!;
    if (transfer === "hlg") {
      const gain = systemGain[((0.2627 * r + 0.678 * g + 0.0593 * b) * steps) | 0]!;
      r *= gain;
      g *= gain;
      b *= gain;
    }
    const r709 = 1.6605 * r - 0.5876 * g - 0.0728 * b;
    const g709 = -0.1246 * r + 1.1329 * g - 0.0083 * b;
    const b709 = -0.0182 * r - 0.1006 * g + 1.1187 * b;
    const highlight = highlightGain(Math.max(r709, g709, b709));
    out[at] = encode(r709 * highlight);
    out[at + 1] = encode(g709 * highlight);
    out[at + 2] = encode(b709 * highlight);
  };
};
