import { type HdrTransfer, hdrToSdr } from "./hdr";

const SIZE = 33;
const FULL = 1023;

/** Returns `hdrToSdr` as a `.cube` table for FFmpeg's `lut3d`. */
export const hdrLutOf = (transfer: HdrTransfer): string => {
  const map = hdrToSdr(transfer, FULL);
  const out = new Uint8Array(3);
  const lines = [`LUT_3D_SIZE ${SIZE}`];
  const code = (step: number) => Math.round((step * FULL) / (SIZE - 1));
  for (let blue = 0; blue < SIZE; blue++) {
    for (let green = 0; green < SIZE; green++) {
      for (let red = 0; red < SIZE; red++) {
        map(code(red), code(green), code(blue), out, 0);
        lines.push(
          `${(out[0]! / 255).toFixed(4)} ${(out[1]! / 255).toFixed(4)} ${(out[2]! / 255).toFixed(4)}`,
        );
      }
    }
  }
  return `${lines.join("\n")}\n`;
};
