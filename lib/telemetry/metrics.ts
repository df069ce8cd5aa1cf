import { env } from "@/lib/env";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "./names";

/** Writes one number in CloudWatch's embedded format, where the deployment reads it from the log. Never throws. */
export function count(name: MetricName, value: number, by: Record<string, string> = {}): void {
  if (env.METRICS !== "emf") return;
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [["Stage", ...METRICS[name].by]],
          Metrics: [{ Name: name, Unit: METRICS[name].unit }],
        },
      ],
    },
    Stage: env.STAGE,
    ...by,
    [name]: value,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
