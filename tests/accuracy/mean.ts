/** Unlike the mean in lib/pose, NaN for a NaN value, so that a withheld value fails a test. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
export const meanAbs = (values: readonly number[]): number => mean(values.map(Math.abs));
