import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, type MetricProps } from "aws-cdk-lib/aws-cloudwatch";
import { METRIC_NAMESPACE, type MetricName } from "@/lib/telemetry/names";
import { named } from "../naming";

type Options = Pick<MetricProps, "statistic" | "period" | "label">;

/** A number the application reports of itself. */
export const measure = (stage: string, metricName: MetricName, options: Options = {}): Metric =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { Stage: stage },
    statistic: "Sum",
    period: Duration.minutes(5),
    ...options,
  });

/** One number of the application told apart by what it is told apart by. For pictures: alarms cannot search. */
export const measureBy = (stage: string, metricName: MetricName, by: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('{${METRIC_NAMESPACE},Stage,${by}} MetricName="${metricName}" Stage="${stage}"', 'Sum', 300)`,
    label: "",
    usingMetrics: {},
    period: Duration.minutes(5),
  });

export interface WebMeasures {
  requests: Metric;
  errors: Metric;
  /** 95 of 100 requests are answered in less. */
  p95: Metric;
  /** Of the p95 above. */
  p95UnitMs: number;
}

/** What Amplify counts of its own accord, so that it is seen too when the application says nothing any more. */
export function amplifyMeasures(appId: string): WebMeasures {
  const of = (metricName: string, options: Options) =>
    new Metric({
      namespace: "AWS/AmplifyHosting",
      metricName,
      dimensionsMap: { App: appId },
      period: Duration.minutes(5),
      ...options,
    });
  return {
    requests: of("Requests", { statistic: "Sum", label: "requests" }),
    errors: of("5xxErrors", { statistic: "Sum", label: "errors" }),
    p95: of("Latency", { statistic: "p95", label: "95 % in less (s)" }),
    p95UnitMs: 1000,
  };
}

export const applicationMeasures = (stage: string): WebMeasures => ({
  requests: measure(stage, "Requests", { label: "requests" }),
  errors: measure(stage, "RequestErrors", { label: "errors" }),
  p95: measure(stage, "RequestMs", { statistic: "p95", label: "95 % in less (ms)" }),
  p95UnitMs: 1,
});

export interface QueueMeasures {
  ageS: Metric;
  waiting: Metric;
  worked: Metric;
  dead: Metric;
}

export function queueMeasures(stage: string): QueueMeasures {
  const of = (queue: string, metricName: string, label: string) =>
    new Metric({
      namespace: "AWS/SQS",
      metricName,
      dimensionsMap: { QueueName: named(stage, queue) },
      statistic: "Maximum",
      period: Duration.minutes(5),
      label,
    });
  return {
    ageS: of("analysis", "ApproximateAgeOfOldestMessage", "oldest (s)"),
    waiting: of("analysis", "ApproximateNumberOfMessagesVisible", "waiting"),
    worked: of("analysis", "ApproximateNumberOfMessagesNotVisible", "being analysed"),
    dead: of("dead-letters", "ApproximateNumberOfMessagesVisible", "dead letters"),
  };
}

export const databaseMeasure = (clusterName: string, metricName: string, options: Options): Metric =>
  new Metric({
    namespace: "AWS/RDS",
    metricName,
    dimensionsMap: { DBClusterIdentifier: clusterName },
    period: Duration.minutes(5),
    ...options,
  });

export const functionMeasure = (functionName: string, metricName: string, options: Options): Metric =>
  new Metric({
    namespace: "AWS/Lambda",
    metricName,
    dimensionsMap: { FunctionName: functionName },
    period: Duration.minutes(5),
    ...options,
  });
