const HILL_WIDTH = 1024;
const HILL_HEIGHT = 256;
const hills = new Map<number, Float32Array>();

/** Returns a noise texture, -1..1, that repeats beyond its edges. */
export function hillOf(seed: number): Float32Array {
  const cached = hills.get(seed);
  if (cached) return cached;
  const hill = new Float32Array(HILL_WIDTH * HILL_HEIGHT);
  for (const [size, weight] of [
    [16, 0.5],
    [8, 0.3],
    [4, 0.2],
  ] as const) {
    for (let y = 0; y < HILL_HEIGHT; y++) {
      for (let x = 0; x < HILL_WIDTH; x++) {
        const [i, j] = [Math.floor(x / size), Math.floor(y / size)];
        const [u, v] = [x / size - i, y / size - j];
        const at = (a: number, b: number) =>
          hash(a % (HILL_WIDTH / size), b % (HILL_HEIGHT / size), seed * 31 + size);
        const top = at(i, j) * (1 - u) + at(i + 1, j) * u;
        const bottom = at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u;
        hill[y * HILL_WIDTH + x]! += weight * (top * (1 - v) + bottom * v);
      }
    }
  }
  hills.set(seed, hill);
  return hill;
}

/** Interpolates the texture between its pixels. */
export function roughness(hill: Float32Array, x: number, y: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - i, y - j];
  const at = (a: number, b: number) => hill[(b & (HILL_HEIGHT - 1)) * HILL_WIDTH + (a & (HILL_WIDTH - 1))]!;
  const top = at(i, j) * (1 - u) + at(i + 1, j) * u;
  const bottom = at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u;
  return top * (1 - v) + bottom * v;
}

function hash(i: number, j: number, seed: number): number {
  let h = Math.imul(i, 374761393) ^ Math.imul(j, 668265263) ^ Math.imul(seed, 2147483647 - 58);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
}
