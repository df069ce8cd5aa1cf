import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, type MetricProps } from "aws-cdk-lib/aws-cloudwatch";
import { named } from "@/infra/naming";
import { METRIC_NAMESPACE, type MetricName } from "@/lib/telemetry/names";
import type { QueueName } from "../worker/analysis-queue";

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
  requests: IMetric;
  errors: IMetric;
  /** 95 of 100 requests are answered in less. */
  p95: Metric;
  /** Of the p95 above. */
  p95UnitMs: number;
  /** 1 while nobody or a sick one answers; where Amplify sees to that, there is nobody to count. */
  down?: IMetric;
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

/** The load balancer of the containers and who stands behind it, as CloudWatch calls them. */
export interface BalancerNames {
  balancer: string;
  targets: string;
}

/** What the load balancer counts, so that it is seen too when no container is left to say anything. */
export function balancerMeasures({ balancer, targets }: BalancerNames): WebMeasures {
  const LoadBalancer = balancer;
  const of = (metricName: string, dimensionsMap: Record<string, string>, options: Options) =>
    new Metric({
      namespace: "AWS/ApplicationELB",
      metricName,
      dimensionsMap,
      period: Duration.minutes(5),
      ...options,
    });
  const sum = (metricName: string) => of(metricName, { LoadBalancer }, { statistic: "Sum" });
  const refused = sum("HTTPCode_ELB_5XX_Count");
  // Each zone tells of its own, so the least of both would be nobody with a single container.
  const hosts = (metricName: string) =>
    of(
      metricName,
      { LoadBalancer, TargetGroup: targets },
      { statistic: "Maximum", period: Duration.minutes(1) },
    );
  return {
    requests: new MathExpression({
      // Requests that nobody was there to take are not in the balancer's own count.
      expression: "FILL(taken, 0) + FILL(refused, 0)",
      label: "requests",
      period: Duration.minutes(5),
      usingMetrics: { taken: sum("RequestCount"), refused },
    }),
    errors: new MathExpression({
      expression: "FILL(refused, 0) + FILL(failed, 0)",
      label: "errors",
      period: Duration.minutes(5),
      usingMetrics: { refused, failed: sum("HTTPCode_Target_5XX_Count") },
    }),
    p95: of("TargetResponseTime", { LoadBalancer }, { statistic: "p95", label: "95 % in less (s)" }),
    p95UnitMs: 1000,
    down: new MathExpression({
      expression: "IF(FILL(healthy, 0) < 1 OR FILL(sick, 0) > 0, 1, 0)",
      label: "nobody, or a sick one, answers",
      period: Duration.minutes(1),
      usingMetrics: { healthy: hosts("HealthyHostCount"), sick: hosts("UnHealthyHostCount") },
    }),
  };
}

interface Waiting {
  ageS: Metric;
  waiting: Metric;
  worked: Metric;
}

export interface QueueMeasures extends Waiting {
  /** The queue of long clips, where there is one. */
  long?: Waiting;
  dead: Metric;
}

/** What SQS counts of the queue, or the two queues, and of the dead letters of both. */
export function queueMeasures(stage: string, { withLong }: { withLong: boolean }): QueueMeasures {
  const of = (queue: string, metricName: string, label: string) =>
    new Metric({
      namespace: "AWS/SQS",
      metricName,
      dimensionsMap: { QueueName: named(stage, queue) },
      statistic: "Maximum",
      period: Duration.minutes(5),
      label,
    });
  const waiting = (queue: QueueName): Waiting => ({
    ageS: of(queue, "ApproximateAgeOfOldestMessage", "oldest (s)"),
    waiting: of(queue, "ApproximateNumberOfMessagesVisible", "waiting"),
    worked: of(queue, "ApproximateNumberOfMessagesNotVisible", "being analysed"),
  });
  return {
    ...waiting("analysis"),
    long: withLong ? waiting("long-analysis") : undefined,
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
