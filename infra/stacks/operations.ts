import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { alarmTable } from "@/infra/constructs/operations/alarm-table";
import { Alarms } from "@/infra/constructs/operations/alarms";
import { AuditTrail } from "@/infra/constructs/operations/audit-trail";
import { Budget } from "@/infra/constructs/operations/budget";
import { Overview } from "@/infra/constructs/operations/dashboard";
import { queueMetrics, type WebMetrics } from "@/infra/constructs/operations/metrics";
import { hasLongQueue } from "@/infra/constructs/worker/analysis-queue";
import { physicalName } from "../naming";
import type { Settings } from "../settings";

interface OperationsProps extends StackProps {
  settings: Settings;
  clusterName: string;
  web: WebMetrics;
}

/** Alarms, the dashboard, the budget and the audit trail. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { settings, clusterName, web, ...props }: OperationsProps) {
    super(scope, id, props);
    const { stage, alarmEmail, budgetUsd, region } = settings;
    const topic = new Topic(this, "AlarmTopic", {
      topicName: physicalName(stage, "alarms"),
      enforceSSL: true,
    });
    topic.grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com"));
    if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
    const queue = queueMetrics(stage, { withLong: hasLongQueue(settings) });
    const rows = alarmTable({ stage, queue, web, clusterName });
    const alarms = new Alarms(this, "Alarms", { stage, topic, rows });
    new Overview(this, "Overview", { stage, queue, web, clusterName, alarms: alarms.all });
    new Budget(this, "Budget", { stage, topic, usd: budgetUsd });
    new AuditTrail(this, "AuditTrail", { stage });
    new CfnOutput(this, "Dashboard", {
      value: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${physicalName(stage, "overview")}`,
    });
  }
}
