/** Statistics over the finite values only; NaN when there is none. */

const finite = (values: ArrayLike<number>): number[] => Array.from(values).filter(Number.isFinite);

/** The arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  const seen = finite(values);
  return seen.reduce((sum, value) => sum + value, 0) / seen.length;
}

/** The value below which `share` (0..1) of the values lie, linear between neighbours. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = finite(values).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value. */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** Standard deviation of a sample (n - 1); NaN for fewer than two values. */
export function deviation(values: ArrayLike<number>): number {
  const seen = finite(values);
  if (seen.length < 2) return Number.NaN;
  const centre = mean(seen);
  return Math.sqrt(seen.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (seen.length - 1));
}

/** The value, or the bound that it is beyond. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** Rounded to so many decimals; never -0, which would print as a direction. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const rounded = Math.round(value * scale) / scale;
  return rounded === 0 ? 0 : rounded;
}
