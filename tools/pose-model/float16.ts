/** All 65 536 half-precision numbers as single-precision numbers, by their bits. */
const SINGLES = Float32Array.from({ length: 0x10000 }, (_, half) => {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});
const bitsOf = (values: Float32Array) => new Uint32Array(values.buffer, values.byteOffset, values.length);
const HALVES = new Map(Array.from(bitsOf(SINGLES), (bits, half) => [bits, half]));

/** Converts IEEE 754 half precision to single precision, without loss. */
export const decodeFloat16 = (halves: Uint16Array): Float32Array =>
  Float32Array.from(halves, (half) => SINGLES[half]!);

/** Converts single precision to half precision; null when a value would be rounded. */
export function encodeFloat16(singles: Float32Array): Uint16Array | null {
  const halves = new Uint16Array(singles.length);
  for (const [i, bits] of bitsOf(singles).entries()) {
    const half = HALVES.get(bits);
    if (half === undefined) return null;
    halves[i] = half;
  }
  return halves;
}
