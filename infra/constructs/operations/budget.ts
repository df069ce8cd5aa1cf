import { Aws } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";

interface BudgetProps {
  stage: string;
  topic: Topic;
  usd: number;
}

/** A monthly budget. Notifies the topic at 80 % of actual and at 100 % of forecast spend. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { stage, topic, usd }: BudgetProps) {
    super(scope, id);
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "Budget",
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal("budgets.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    );
    const notifyAt = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: "PERCENTAGE",
        comparisonOperator: "GREATER_THAN",
      },
      subscribers: [{ subscriptionType: "SNS", address: topic.topicArn }],
    });
    new CfnBudget(this, "MonthlyBudget", {
      budget: {
        budgetName: physicalName(stage, "budget"),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: usd, unit: "USD" },
      },
      notificationsWithSubscribers: [notifyAt("ACTUAL", 80), notifyAt("FORECASTED", 100)],
    }).node.addDependency(topic);
  }
}
