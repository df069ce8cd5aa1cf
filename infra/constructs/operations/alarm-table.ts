import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { isProduction, physicalName } from "@/infra/naming";
import {
  applicationMetric,
  databaseMetric,
  functionMetric,
  type QueueMetrics,
  type WebMetrics,
} from "./metrics";

/** The stage and the metrics that the alarms read. */
export interface AlarmSources {
  stage: string;
  queue: QueueMetrics;
  web: WebMetrics;
  clusterName: string;
}

/** One alarm, its notification and its graph. docs/operations.md has a chapter of its name. */
export interface AlarmRow {
  name: string;
  /** A full sentence; it is in the notification. */
  description: string;
  metric: IMetric;
  /** The alarm fires at this value or above it. */
  threshold: number;
  /** Consecutive periods. */
  periods: number;
  /** Fires below the threshold instead. */
  below?: boolean;
  /** Fires when the metric has no data. */
  missingDataBreaches?: boolean;
}

const HALF_AN_HOUR_S = 1800;
const SLOW_MS = 3000;

/** Returns the alarms of a deployment. */
export const alarmTable = (sources: AlarmSources): AlarmRow[] => [
  ...analysisAlarms(sources),
  ...webAlarms(sources.web),
  {
    name: "database-capacity",
    description: "The database has used 90 % of its maximum capacity for 15 minutes.",
    metric: databaseMetric(sources.clusterName, "ACUUtilization", { statistic: "Average" }),
    threshold: 90,
    periods: 3,
  },
];

const analysisAlarms = ({ stage, queue }: AlarmSources): AlarmRow[] => [
  {
    name: "analysis-waiting",
    description: "An analysis has been waiting or running for half an hour.",
    metric: applicationMetric(stage, "AnalysesOldestS", { statistic: "Maximum" }),
    threshold: HALF_AN_HOUR_S,
    periods: 1,
  },
  {
    name: "queue-message-age",
    description: "A message has been in a queue for half an hour.",
    metric: oldestMessageS(queue),
    threshold: HALF_AN_HOUR_S,
    periods: 2,
  },
  {
    name: "dead-letters",
    description: "A message was delivered ten times without success.",
    metric: queue.deadLetters,
    threshold: 1,
    periods: 1,
  },
  {
    name: "no-analysis-succeeded",
    description: "The queue has not been empty for an hour, and no analysis succeeded.",
    metric: busyWithoutResult(stage, queue),
    threshold: 1,
    periods: 12,
  },
  {
    name: "reconcile-stopped",
    description: "The reconcile function, which finds lost work, has not succeeded recently.",
    metric: successfulSweeps(stage),
    threshold: 1,
    below: true,
    periods: 1,
    missingDataBreaches: true,
  },
];

const webAlarms = ({ requests, errors, latencyP95, latencyUnitMs, unhealthy }: WebMetrics): AlarmRow[] => [
  {
    name: "web-errors",
    description: "More than 5 % of requests failed.",
    metric: new MathExpression({
      // Below 20 requests a few failures are not an outage.
      expression: "IF(FILL(requests, 0) >= 20, 100 * FILL(errors, 0) / requests, 0)",
      label: "failed requests (%)",
      period: Duration.minutes(5),
      usingMetrics: { requests, errors },
    }),
    threshold: 5,
    periods: 2,
  },
  {
    name: "web-latency",
    description: "5 % of requests take longer than three seconds.",
    metric: latencyP95,
    threshold: SLOW_MS / latencyUnitMs,
    periods: 3,
  },
  ...(unhealthy
    ? [
        {
          name: "web-unhealthy",
          description: "For five minutes no container, or not every container, passed its health check.",
          metric: unhealthy,
          threshold: 1,
          periods: 5,
          // The load balancer publishes no host counts when it has no targets.
          missingDataBreaches: true,
        },
      ]
    : []),
];

/** The age of the oldest message in either queue, in seconds. */
const oldestMessageS = ({ oldestS, long }: QueueMetrics): IMetric =>
  long
    ? new MathExpression({
        expression: "IF(FILL(longAge, 0) > FILL(age, 0), FILL(longAge, 0), FILL(age, 0))",
        label: "oldest (s)",
        period: Duration.minutes(5),
        usingMetrics: { age: oldestS, longAge: long.oldestS },
      })
    : oldestS;

/**
 * 1 in each five minutes in which the queues were not empty and no analysis succeeded. Over an hour, a
 * message that alternates between visible and in flight would have a minimum of 0 in both metrics.
 */
function busyWithoutResult(stage: string, { visible, inFlight, long }: QueueMetrics): IMetric {
  const messages = ["visible", "inFlight", ...(long ? ["longVisible", "longInFlight"] : [])]
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
  return new MathExpression({
    expression: `IF(${messages} > 0 AND FILL(succeeded, 0) < 1, 1, 0)`,
    label: "messages and no result",
    period: Duration.minutes(5),
    usingMetrics: {
      visible,
      inFlight,
      ...(long && { longVisible: long.visible, longInFlight: long.inFlight }),
      succeeded: applicationMetric(stage, "AnalysisSucceeded"),
    },
  });
}

function successfulSweeps(stage: string): IMetric {
  const period = isProduction(stage) ? Duration.minutes(15) : Duration.hours(3);
  const metric = (name: string) =>
    functionMetric(physicalName(stage, "reconcile"), name, { statistic: "Sum", period });
  return new MathExpression({
    expression: "runs - FILL(errors, 0)",
    label: "successful sweeps",
    period,
    usingMetrics: { runs: metric("Invocations"), errors: metric("Errors") },
  });
}
