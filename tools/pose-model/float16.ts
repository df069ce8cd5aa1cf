/** IEEE 754 half precision to single precision; every value is representable, so nothing is lost. */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  const singles = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) singles[i] = TABLE[halves[i]!]!;
  return singles;
}

/** All 65 536 of them: a lookup is several times faster than the arithmetic, and a model has millions. */
const TABLE = Float32Array.from({ length: 0x10000 }, (_, half) => {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});
