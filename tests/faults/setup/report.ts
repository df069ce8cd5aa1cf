import type { AnalysisOutcome } from "./outcomes";

/** Returns the quantile of `share`, 0..1. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Returns the times from request to end. */
export const latenciesMs = (outcomes: AnalysisOutcome[]): number[] =>
  outcomes.map(({ requestedAt, endedAt }) => Number(endedAt[0]) - Number(requestedAt));

/** Returns the time from `sinceMs` (epoch) to the first end after it. */
export const recoveryMs = (outcomes: AnalysisOutcome[], sinceMs: number): number =>
  Math.min(...outcomes.flatMap(({ endedAt }) => endedAt.map(Number)).filter((at) => at >= sinceMs)) - sinceMs;

/** Prints one row for the table of docs/decisions/011-fault-tests.md. */
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
