import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { isLasting, named } from "@/infra/naming";
import { databaseMeasure, functionMeasure, measure, type QueueMeasures, type WebMeasures } from "./metrics";

/** Each has a chapter of its name in docs/operations.md, which says what a person does. */
export const ALARMS = [
  "analyses-wait",
  "queue-old",
  "dead-letters",
  "no-analysis",
  "sweep-stopped",
  "web-errors",
  "web-slow",
  "web-down",
  "database-full",
] as const;
export type AlarmName = (typeof ALARMS)[number];

interface Rule {
  says: string;
  metric: IMetric;
  /** Reached or passed, it rings. */
  at: number;
  /** So many periods in a row. */
  periods: number;
  below?: boolean;
  silenceRings?: boolean;
}

interface AlarmsProps {
  stage: string;
  topic: ITopic;
  queue: QueueMeasures;
  web: WebMeasures;
  clusterName: string;
}

const HALF_AN_HOUR_S = 1800;
const SLOW_MS = 3000;

/** Rings at what people would notice, and tells the topic; and once more when it is over. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(props.topic);
    const rules = rulesOf(props);
    for (const name of ALARMS) {
      const rule = rules[name];
      if (!rule) continue;
      const { says, metric, at, periods, below, silenceRings } = rule;
      const alarm = new Alarm(this, name, {
        alarmName: named(props.stage, name),
        alarmDescription: `${says} What to do: docs/operations.md, "${name}".`,
        metric,
        threshold: at,
        evaluationPeriods: periods,
        comparisonOperator: below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: silenceRings ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      this.all.push(alarm);
    }
  }
}

const IN_QUEUE = "FILL(waiting, 0) + FILL(worked, 0)";
const IN_LONG_QUEUE = "FILL(longWaiting, 0) + FILL(longWorked, 0)";

/** The oldest message of one queue or of two. */
const oldestOf = ({ ageS, long }: QueueMeasures): IMetric =>
  long
    ? new MathExpression({
        expression: "IF(FILL(longAge, 0) > FILL(age, 0), FILL(longAge, 0), FILL(age, 0))",
        label: "oldest (s)",
        period: Duration.minutes(5),
        usingMetrics: { age: ageS, longAge: long.ageS },
      })
    : ageS;

/** Without a number to watch there is no rule. */
function rulesOf({ stage, queue, web, clusterName }: AlarmsProps): Record<AlarmName, Rule | undefined> {
  const sweeps = { statistic: "Sum", period: isLasting(stage) ? Duration.minutes(15) : Duration.hours(3) };
  return {
    "analyses-wait": {
      says: "An analysis has been waiting or running for half an hour.",
      metric: measure(stage, "AnalysesOldestS", { statistic: "Maximum" }),
      at: HALF_AN_HOUR_S,
      periods: 1,
    },
    "queue-old": {
      says: "A message has been in a queue for half an hour.",
      metric: oldestOf(queue),
      at: HALF_AN_HOUR_S,
      periods: 2,
    },
    "dead-letters": {
      says: "A message was delivered ten times and nobody could handle it.",
      metric: queue.dead,
      at: 1,
      periods: 1,
    },
    "no-analysis": {
      says: "The queue was never empty for an hour, and no analysis succeeded.",
      metric: new MathExpression({
        // Five minutes at a time: over an hour, one clip that waits and is worked at in turns is at some time neither.
        expression: `IF(${queue.long ? `${IN_QUEUE} + ${IN_LONG_QUEUE}` : IN_QUEUE} > 0 AND FILL(succeeded, 0) < 1, 1, 0)`,
        label: "clips and no result",
        period: Duration.minutes(5),
        usingMetrics: {
          waiting: queue.waiting,
          worked: queue.worked,
          ...(queue.long && { longWaiting: queue.long.waiting, longWorked: queue.long.worked }),
          succeeded: measure(stage, "AnalysisSucceeded"),
        },
      }),
      at: 1,
      periods: 12,
    },
    "sweep-stopped": {
      says: "The sweep that finds lost work has not ended well for some time.",
      metric: new MathExpression({
        expression: "runs - FILL(errors, 0)",
        label: "sweeps that ended well",
        period: sweeps.period,
        usingMetrics: {
          runs: functionMeasure(named(stage, "reconcile"), "Invocations", sweeps),
          errors: functionMeasure(named(stage, "reconcile"), "Errors", sweeps),
        },
      }),
      at: 1,
      below: true,
      periods: 1,
      silenceRings: true,
    },
    "web-errors": {
      says: "More than one request in twenty failed.",
      metric: new MathExpression({
        // Two failures of three at night are no outage.
        expression: "IF(FILL(requests, 0) >= 20, 100 * FILL(errors, 0) / requests, 0)",
        label: "failed (%)",
        period: Duration.minutes(5),
        usingMetrics: { requests: web.requests, errors: web.errors },
      }),
      at: 5,
      periods: 2,
    },
    "web-slow": {
      says: "One request in twenty takes longer than three seconds.",
      metric: web.p95,
      at: SLOW_MS / web.p95UnitMs,
      periods: 3,
    },
    "web-down": web.down && {
      says: "For five minutes no container answered, or one of them did not.",
      metric: web.down,
      at: 1,
      periods: 5,
      // With no container at all the balancer has nothing to count.
      silenceRings: true,
    },
    "database-full": {
      says: "The database has been at nine tenths of the capacity it may use for a quarter of an hour.",
      metric: databaseMeasure(clusterName, "ACUUtilization", { statistic: "Average" }),
      at: 90,
      periods: 3,
    },
  };
}
