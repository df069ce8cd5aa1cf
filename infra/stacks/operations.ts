import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { AlarmStatusWidget } from "aws-cdk-lib/aws-cloudwatch";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { Alarms } from "@/infra/constructs/operations/alarms";
import { AuditTrail } from "@/infra/constructs/operations/audit-trail";
import { Budget } from "@/infra/constructs/operations/budget";
import { Board } from "@/infra/constructs/operations/dashboard";
import { queueMeasures, type WebMeasures } from "@/infra/constructs/operations/metrics";
import { hasLongQueue } from "@/infra/constructs/worker/analysis-queue";
import { named } from "../naming";
import type { Settings } from "../settings";

interface OperationsProps extends StackProps {
  settings: Settings;
  clusterName: string;
  web: WebMeasures;
}

/** How a person sees that all is well, and hears when it is not. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { settings, clusterName, web, ...props }: OperationsProps) {
    super(scope, id, props);
    const { stage, alarmEmail, budgetUsd, region } = settings;
    const topic = new Topic(this, "Bell", { topicName: named(stage, "alarms"), enforceSSL: true });
    topic.grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com"));
    if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
    const queue = queueMeasures(stage, { withLong: hasLongQueue(settings) });
    const alarms = new Alarms(this, "Alarms", { stage, topic, queue, web, clusterName });
    new Board(this, "Board", {
      stage,
      queue,
      web,
      clusterName,
      status: new AlarmStatusWidget({ title: "Alarms", alarms: alarms.all, width: 24, height: 2 }),
    });
    new Budget(this, "Budget", { stage, topic, usd: budgetUsd });
    new AuditTrail(this, "Audit", { stage });
    new CfnOutput(this, "Dashboard", {
      value: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${named(stage, "overview")}`,
    });
  }
}
