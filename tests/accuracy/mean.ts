export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
export const meanAbs = (values: readonly number[]): number => mean(values.map(Math.abs));
