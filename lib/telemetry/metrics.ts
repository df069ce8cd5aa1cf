import { env } from "@/lib/env";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "./names";

let muted = false;

/** Writes no numbers from here on: for a command whose stdout is its result. */
export const muteMetrics = (): void => {
  muted = true;
};

/**
 * Reports one number about the application. With METRICS=emf that is one line of CloudWatch's Embedded Metric Format on
 * stdout, for the stage and, where the metric is told apart, for each kind too; otherwise nothing. Never throws.
 */
export const count = (name: MetricName, value: number, by: Record<string, string> = {}): void =>
  report({ [name]: value }, by);

/** Reports several numbers of one moment in one line; those told apart by the same. Never throws. */
export function report(values: Partial<Record<MetricName, number>>, by: Record<string, string> = {}): void {
  if (muted || env.METRICS === "off") return;
  process.stdout.write(`${JSON.stringify(metricLine(values, by, Date.now()))}\n`);
}

/** The line as CloudWatch reads it. What a metric is told apart by and was not said is `unknown`. */
export function metricLine(
  values: Partial<Record<MetricName, number>>,
  by: Record<string, string>,
  timestampMs: number,
): Record<string, unknown> {
  const names = Object.keys(values) as MetricName[];
  const kinds = [...new Set(names.flatMap((name) => [...METRICS[name].by] as string[]))];
  return {
    _aws: {
      Timestamp: timestampMs,
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: kinds.length === 0 ? [["Stage"]] : [["Stage"], ["Stage", ...kinds]],
          Metrics: names.map((name) => ({ Name: name, Unit: METRICS[name].unit })),
        },
      ],
    },
    Stage: env.STAGE,
    ...Object.fromEntries(kinds.map((kind) => [kind, by[kind] ?? "unknown"])),
    ...values,
  };
}
