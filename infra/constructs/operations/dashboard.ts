import {
  type Alarm,
  AlarmStatusWidget,
  AlarmWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";
import type { MetricName } from "@/lib/telemetry/names";
import {
  applicationMetric,
  applicationMetricBy,
  databaseMetric,
  type QueueMetrics,
  type WebMetrics,
} from "./metrics";

interface OverviewProps {
  stage: string;
  queue: QueueMetrics;
  web: WebMetrics;
  clusterName: string;
  alarms: Alarm[];
}

const SIZE = { width: 8, height: 6 };
const WIDGETS_PER_ROW = 3;

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, ...SIZE, liveData: true });

/** The CloudWatch dashboard of a stage: alarms, requests, the queue, analyses, the coach and the database. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, props: OverviewProps) {
    super(scope, id);
    const { stage, queue, web, clusterName, alarms } = props;
    new Dashboard(this, "Dashboard", {
      dashboardName: physicalName(stage, "overview"),
      widgets: [
        [new AlarmStatusWidget({ title: "Alarms", alarms, width: 24, height: 2 })],
        webRow(stage, web),
        analysisRow(stage, queue),
        coachRow(stage),
        ...(queue.long ? [longQueueRow(queue.long)] : []),
        databaseRow(clusterName),
        ...alarmRows(stage, alarms),
      ],
    });
  }
}

const sum = (stage: string, name: MetricName, label: string) => applicationMetric(stage, name, { label });
const statistic = (stage: string, name: MetricName, value: string, label: string) =>
  applicationMetric(stage, name, { statistic: value, label });

const webRow = (stage: string, web: WebMetrics): IWidget[] => [
  graph("Requests and errors", [web.requests], [web.errors]),
  graph("Latency (p95)", [web.latencyP95]),
  graph("Latency inside the application (ms)", [
    statistic(stage, "RequestMs", "p50", "p50"),
    statistic(stage, "RequestMs", "p95", "p95"),
  ]),
];

const analysisRow = (stage: string, queue: QueueMetrics): IWidget[] => [
  graph("Queue: depth and age", [queue.visible, queue.inFlight, queue.deadLetters], [queue.oldestS]),
  graph(
    "Open analyses, and the age of the oldest",
    [statistic(stage, "AnalysesOpen", "Maximum", "open")],
    [statistic(stage, "AnalysesOldestS", "Maximum", "oldest (s)")],
  ),
  graph("Analyses: succeeded, and failed by reason", [
    sum(stage, "AnalysisSucceeded", "succeeded"),
    applicationMetricBy(stage, "AnalysisFailed", "Reason"),
  ]),
];

const coachRow = (stage: string): IWidget[] => [
  graph("Duration of an analysis (ms)", [
    statistic(stage, "AnalysisMs", "p50", "p50"),
    statistic(stage, "AnalysisMs", "p95", "p95"),
    statistic(stage, "AnalysisWaitedMs", "p95", "p95 from request to result"),
  ]),
  graph(
    "Coaching: tokens",
    [sum(stage, "CoachingTokensIn", "input"), sum(stage, "CoachingTokensOut", "output")],
    [statistic(stage, "CoachingMs", "p95", "p95 (ms)")],
  ),
  graph(
    "Coaching: cost, and fallbacks to the rules engine",
    [
      new MathExpression({
        expression: "micro / 1000000",
        label: "US dollars",
        usingMetrics: { micro: sum(stage, "CoachingMicroUsd", "") },
      }),
    ],
    [
      applicationMetricBy(stage, "CoachingFallback", "Reason"),
      sum(stage, "CoachingUngrounded", "rejected sentences"),
    ],
  ),
];

const longQueueRow = ({ visible, inFlight, oldestS }: NonNullable<QueueMetrics["long"]>): IWidget[] => [
  graph("Queue of long clips: depth and age", [visible, inFlight], [oldestS]),
];

function databaseRow(clusterName: string): IWidget[] {
  const metric = (name: string, value: string, label: string) =>
    databaseMetric(clusterName, name, { statistic: value, label });
  return [
    graph(
      "Database: capacity (ACU)",
      [metric("ServerlessDatabaseCapacity", "Average", "used")],
      [metric("ACUUtilization", "Average", "of the maximum (%)")],
    ),
    graph("Database: connections", [metric("DatabaseConnections", "Maximum", "connections")]),
  ];
}

/** One graph per alarm, with its threshold. */
function alarmRows(stage: string, alarms: Alarm[]): IWidget[][] {
  const widgets = alarms.map(
    (alarm) => new AlarmWidget({ title: `Alarm: ${physicalName(stage, alarm.node.id)}`, alarm, ...SIZE }),
  );
  return Array.from({ length: Math.ceil(widgets.length / WIDGETS_PER_ROW) }, (_, row) =>
    widgets.slice(row * WIDGETS_PER_ROW, (row + 1) * WIDGETS_PER_ROW),
  );
}
