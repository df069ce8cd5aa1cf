import { seeded } from "@/tools/synthetic-skier/turn-signal";

/** Repeatable random numbers for one simulation. */
export interface Random {
  /** Uniform in `low..high`. */
  between(low: number, high: number): number;
  /** Normal with mean 0 and the given standard deviation. */
  normal(deviation: number): number;
  chance(probability: number): boolean;
  integer(below: number): number;
}

/** Returns a generator that gives the same numbers for the same seed. */
export function seededRandom(seed: number): Random {
  const next = seeded(seed);
  return {
    between: (low, high) => low + (high - low) * next(),
    normal: (deviation) =>
      deviation * Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next()),
    chance: (probability) => next() < probability,
    integer: (below) => Math.floor(next() * below),
  };
}
