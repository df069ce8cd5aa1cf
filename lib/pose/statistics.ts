// All functions ignore values that are not finite, and return NaN when there are no others.

const finite = (values: ArrayLike<number>): number[] => Array.from(values).filter(Number.isFinite);

export function mean(values: ArrayLike<number>): number {
  const numbers = finite(values);
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** Returns the quantile at `share` (0..1), interpolated linearly. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = finite(values).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** Returns the standard deviation of a sample (n - 1); NaN for fewer than two values. */
export function deviation(values: ArrayLike<number>): number {
  const numbers = finite(values);
  if (numbers.length < 2) return Number.NaN;
  const center = mean(numbers);
  return Math.sqrt(numbers.reduce((sum, value) => sum + (value - center) ** 2, 0) / (numbers.length - 1));
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** Returns 0 up to `from`, 1 from `to` on, and a linear value between. */
export const linearStep = (value: number, from: number, to: number): number =>
  clamp((value - from) / (to - from), 0, 1);

/** Rounds to a number of decimals; never returns -0. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const rounded = Math.round(value * scale) / scale;
  return rounded === 0 ? 0 : rounded;
}
