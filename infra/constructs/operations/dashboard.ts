import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { named } from "@/infra/naming";
import { databaseMeasure, measure, measureBy, type QueueMeasures, type WebMeasures } from "./metrics";

interface BoardProps {
  stage: string;
  queue: QueueMeasures;
  web: WebMeasures;
  clusterName: string;
  /** The first row. */
  status: IWidget;
}

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6, liveData: true });

/** One page that answers: can people use it, do results come, what does the coach cost, how is the database. */
export class Board extends Construct {
  constructor(scope: Construct, id: string, { stage, queue, web, clusterName, status }: BoardProps) {
    super(scope, id);
    const sum = (name: Parameters<typeof measure>[1], label: string) => measure(stage, name, { label });
    const p = (name: Parameters<typeof measure>[1], statistic: string, label: string) =>
      measure(stage, name, { statistic, label });
    new Dashboard(this, "Page", {
      dashboardName: named(stage, "overview"),
      widgets: [
        [status],
        [
          graph("Requests and errors", [web.requests], [web.errors]),
          graph("Latency: 95 % are answered in less", [web.p95]),
          graph("Latency inside the application (ms)", [
            p("RequestMs", "p50", "half"),
            p("RequestMs", "p95", "95 %"),
          ]),
        ],
        [
          graph("Queue: depth and age", [queue.waiting, queue.worked, queue.dead], [queue.ageS]),
          graph(
            "Analyses open, and the age of the oldest",
            [p("AnalysesOpen", "Maximum", "open")],
            [p("AnalysesOldestS", "Maximum", "oldest (s)")],
          ),
          graph("Analyses: succeeded, failed by reason", [
            sum("AnalysisSucceeded", "succeeded"),
            measureBy(stage, "AnalysisFailed", "Reason"),
          ]),
        ],
        [
          graph("Time of an analysis (ms)", [
            p("AnalysisMs", "p50", "half"),
            p("AnalysisMs", "p95", "95 %"),
            p("AnalysisWaitedMs", "p95", "95 %, from asking to the result"),
          ]),
          graph(
            "Coach: tokens",
            [sum("CoachTokensIn", "in"), sum("CoachTokensOut", "out")],
            [p("CoachMs", "p95", "95 % in less (ms)")],
          ),
          graph(
            "Coach: money, and when the rules took over",
            [
              new MathExpression({
                expression: "micro / 1000000",
                label: "US dollars",
                usingMetrics: { micro: sum("CoachMicroUsd", "") },
              }),
            ],
            [measureBy(stage, "CoachFallback", "Reason"), sum("CoachUngrounded", "sentences taken out")],
          ),
        ],
        ...(queue.long
          ? [
              [
                graph(
                  "Queue of long clips: depth and age",
                  [queue.long.waiting, queue.long.worked],
                  [queue.long.ageS],
                ),
              ],
            ]
          : []),
        [
          graph(
            "Database: capacity (ACU)",
            [
              databaseMeasure(clusterName, "ServerlessDatabaseCapacity", {
                statistic: "Average",
                label: "used",
              }),
            ],
            [
              databaseMeasure(clusterName, "ACUUtilization", {
                statistic: "Average",
                label: "of what it may use (%)",
              }),
            ],
          ),
          graph("Database: connections", [
            databaseMeasure(clusterName, "DatabaseConnections", {
              statistic: "Maximum",
              label: "connections",
            }),
          ]),
        ],
      ],
    });
  }
}
