import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";
import type { AlarmRow } from "./alarm-table";

interface AlarmsProps {
  stage: string;
  topic: ITopic;
  rows: AlarmRow[];
}

/** The alarms of a table. Each notifies the topic when it fires and when it is OK again. */
export class Alarms extends Construct {
  readonly all: Alarm[];

  constructor(scope: Construct, id: string, { stage, topic, rows }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    this.all = rows.map(({ name, description, metric, threshold, periods, below, missingDataBreaches }) => {
      const alarm = new Alarm(this, name, {
        alarmName: physicalName(stage, name),
        alarmDescription: `${description} What to do: docs/operations.md, "${name}".`,
        metric,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: missingDataBreaches ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }
}
