import type { Ending } from "./endings";

/** The value that `share` of them are not above. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** From asking for an analysis to its end. */
export const latenciesMs = (endings: Ending[]): number[] =>
  endings.map(({ askedAt, endedAt }) => Number(endedAt[0]) - Number(askedAt));

/** From `sinceMs` (of the epoch) to the first ending after it. */
export const recoveryMs = (endings: Ending[], sinceMs: number): number =>
  Math.min(...endings.flatMap(({ endedAt }) => endedAt.map(Number)).filter((at) => at >= sinceMs)) - sinceMs;

/** Prints how a fault was borne: the table of docs/decisions/011-faults-we-practise.md is made of these lines. */
export function report(fault: string, valuesMs: number[], more: Record<string, string | number> = {}): void {
  const figures = {
    n: valuesMs.length,
    p50: inSeconds(quantile(valuesMs, 0.5)),
    p95: inSeconds(quantile(valuesMs, 0.95)),
    ...more,
  };
  const line = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  console.log(`${fault.padEnd(44)} ${line.join(", ")}`);
}
