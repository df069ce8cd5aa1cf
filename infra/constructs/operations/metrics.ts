import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, type MetricProps } from "aws-cdk-lib/aws-cloudwatch";
import { physicalName } from "@/infra/naming";
import { METRIC_NAMESPACE, type MetricName } from "@/lib/telemetry/names";
import type { AnalysisQueueName } from "../worker/analysis-queue";

type MetricDisplay = Pick<MetricProps, "statistic" | "period" | "label">;

const PERIOD = Duration.minutes(5);

const metricIn =
  (namespace: string) =>
  (metricName: string, dimensionsMap: Record<string, string>, display: MetricDisplay): Metric =>
    new Metric({ namespace, metricName, dimensionsMap, period: PERIOD, ...display });

/** Returns a metric that the application publishes; the default statistic is Sum. */
export const applicationMetric = (
  stage: string,
  metricName: MetricName,
  display: MetricDisplay = {},
): Metric => metricIn(METRIC_NAMESPACE)(metricName, { Stage: stage }, { statistic: "Sum", ...display });

/** Returns one series of an application metric per value of a dimension. Alarms do not support SEARCH. */
export const applicationMetricBy = (stage: string, metricName: MetricName, dimension: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('{${METRIC_NAMESPACE},Stage,${dimension}} MetricName="${metricName}" Stage="${stage}"', 'Sum', 300)`,
    label: "",
    usingMetrics: {},
    period: PERIOD,
  });

export interface WebMetrics {
  requests: IMetric;
  errors: IMetric;
  latencyP95: Metric;
  /** Milliseconds in one unit of `latencyP95`. */
  latencyUnitMs: number;
  /** 1 while no target, or an unhealthy one, is registered; only a load balancer counts targets. */
  unhealthy?: IMetric;
}

/** Returns metrics that Amplify publishes, which exist even when the application logs nothing. */
export function amplifyMetrics(appId: string): WebMetrics {
  const metric = (metricName: string, display: MetricDisplay) =>
    metricIn("AWS/AmplifyHosting")(metricName, { App: appId }, display);
  return {
    requests: metric("Requests", { statistic: "Sum", label: "requests" }),
    errors: metric("5xxErrors", { statistic: "Sum", label: "errors" }),
    latencyP95: metric("Latency", { statistic: "p95", label: "p95 (s)" }),
    latencyUnitMs: 1000,
  };
}

/** The load balancer and its target group as CloudWatch dimensions. */
export interface LoadBalancerNames {
  loadBalancer: string;
  targetGroup: string;
}

/** Returns the metrics of the load balancer, which also counts requests that no container accepted. */
export function loadBalancerMetrics({ loadBalancer, targetGroup }: LoadBalancerNames): WebMetrics {
  const dimensions = { LoadBalancer: loadBalancer };
  const metric = metricIn("AWS/ApplicationELB");
  const sum = (metricName: string) => metric(metricName, dimensions, { statistic: "Sum" });
  const rejected = sum("HTTPCode_ELB_5XX_Count");
  // Each zone reports its own count, so with one container the Minimum is always 0.
  const hosts = (metricName: string) =>
    metric(
      metricName,
      { ...dimensions, TargetGroup: targetGroup },
      { statistic: "Maximum", period: Duration.minutes(1) },
    );
  return {
    requests: new MathExpression({
      // RequestCount leaves out requests that the load balancer rejected.
      expression: "FILL(accepted, 0) + FILL(rejected, 0)",
      label: "requests",
      period: PERIOD,
      usingMetrics: { accepted: sum("RequestCount"), rejected },
    }),
    errors: new MathExpression({
      expression: "FILL(rejected, 0) + FILL(failed, 0)",
      label: "errors",
      period: PERIOD,
      usingMetrics: { rejected, failed: sum("HTTPCode_Target_5XX_Count") },
    }),
    latencyP95: metric("TargetResponseTime", dimensions, { statistic: "p95", label: "p95 (s)" }),
    latencyUnitMs: 1000,
    unhealthy: new MathExpression({
      expression: "IF(FILL(healthy, 0) < 1 OR FILL(unhealthy, 0) > 0, 1, 0)",
      label: "no healthy or one unhealthy target",
      period: Duration.minutes(1),
      usingMetrics: { healthy: hosts("HealthyHostCount"), unhealthy: hosts("UnHealthyHostCount") },
    }),
  };
}

interface SingleQueueMetrics {
  oldestS: Metric;
  visible: Metric;
  inFlight: Metric;
}

export interface QueueMetrics extends SingleQueueMetrics {
  /** The queue of long clips, where one exists. */
  long?: SingleQueueMetrics;
  deadLetters: Metric;
}

/** Returns the SQS metrics of the analysis queues and their dead-letter queue. */
export function queueMetrics(stage: string, { withLong }: { withLong: boolean }): QueueMetrics {
  const metric = (queue: string, metricName: string, label: string) =>
    metricIn("AWS/SQS")(
      metricName,
      { QueueName: physicalName(stage, queue) },
      { statistic: "Maximum", label },
    );
  const single = (queue: AnalysisQueueName): SingleQueueMetrics => ({
    oldestS: metric(queue, "ApproximateAgeOfOldestMessage", "oldest (s)"),
    visible: metric(queue, "ApproximateNumberOfMessagesVisible", "waiting"),
    inFlight: metric(queue, "ApproximateNumberOfMessagesNotVisible", "in flight"),
  });
  return {
    ...single("analysis"),
    long: withLong ? single("long-analysis") : undefined,
    deadLetters: metric("dead-letters", "ApproximateNumberOfMessagesVisible", "dead letters"),
  };
}

export const databaseMetric = (clusterName: string, metricName: string, display: MetricDisplay): Metric =>
  metricIn("AWS/RDS")(metricName, { DBClusterIdentifier: clusterName }, display);

export const functionMetric = (functionName: string, metricName: string, display: MetricDisplay): Metric =>
  metricIn("AWS/Lambda")(metricName, { FunctionName: functionName }, display);
