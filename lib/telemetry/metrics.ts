import { env } from "@/lib/env";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "./names";

let muted = false;

/** Stops all metrics, for a command whose stdout is its result. */
export const muteMetrics = (): void => {
  muted = true;
};

/**
 * Reports one metric as a line of CloudWatch's Embedded Metric Format on stdout with METRICS=emf, else
 * nothing. `by` holds the values of its dimensions besides the stage. Never throws.
 */
export const count = (name: MetricName, value: number, by: Record<string, string> = {}): void =>
  report({ [name]: value }, by);

/** Reports several metrics with the same dimensions in one line. Never throws. */
export function report(values: Partial<Record<MetricName, number>>, by: Record<string, string> = {}): void {
  if (muted || env.METRICS === "off") return;
  process.stdout.write(`${JSON.stringify(metricLine(values, by, Date.now()))}\n`);
}

/** Returns the EMF document. A missing dimension is `unknown`. */
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
