import { env } from "@/lib/env";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "./names";

let muted = false;

/** Disables metrics, for a command whose stdout is its result. */
export const muteMetrics = (): void => {
  muted = true;
};

/**
 * Writes one metric to stdout in CloudWatch's Embedded Metric Format if METRICS=emf. `by` holds the values of
 * its dimensions besides the stage. Never throws.
 */
export const count = (name: MetricName, value: number, by: Record<string, string> = {}): void =>
  report({ [name]: value }, by);

export const reportRequest = (status: number, tookMs: number): void =>
  report({ Requests: 1, RequestErrors: status >= 500 ? 1 : 0, RequestMs: tookMs });

/** Reports several metrics with the same dimensions in one line. Never throws. */
export function report(values: Partial<Record<MetricName, number>>, by: Record<string, string> = {}): void {
  if (muted || env.METRICS === "off") return;
  process.stdout.write(`${JSON.stringify(metricLine(values, by, Date.now()))}\n`);
}

/** Returns an EMF document, in which a missing dimension is `unknown`. */
export function metricLine(
  values: Partial<Record<MetricName, number>>,
  by: Record<string, string>,
  timestampMs: number,
): Record<string, unknown> {
  const names = Object.keys(values) as MetricName[];
  const dimensions = [...new Set(names.flatMap((name) => [...METRICS[name].by] as string[]))];
  return {
    _aws: {
      Timestamp: timestampMs,
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: dimensions.length === 0 ? [["Stage"]] : [["Stage"], ["Stage", ...dimensions]],
          Metrics: names.map((name) => ({ Name: name, Unit: METRICS[name].unit })),
        },
      ],
    },
    Stage: env.STAGE,
    ...Object.fromEntries(dimensions.map((dimension) => [dimension, by[dimension] ?? "unknown"])),
    ...values,
  };
}
