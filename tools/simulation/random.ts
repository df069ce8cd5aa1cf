/** Repeatable random numbers for one simulation. */
export interface Random {
  /** Uniform in `low..high`. */
  between(low: number, high: number): number;
  /** Normal with mean 0 and the given standard deviation. */
  normal(deviation: number): number;
  chance(probability: number): boolean;
  integer(below: number): number;
}

/** Returns a generator (mulberry32) that gives the same numbers for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    between: (low, high) => low + (high - low) * next(),
    normal: (deviation) =>
      deviation * Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next()),
    chance: (probability) => next() < probability,
    integer: (below) => Math.floor(next() * below),
  };
}
