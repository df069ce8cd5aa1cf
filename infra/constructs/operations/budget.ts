import { Aws } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { named } from "@/infra/naming";

/** Tells the topic when four fifths of the month's money are spent, and when the whole of it will be. */
export class Budget extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stage, topic, usd }: { stage: string; topic: Topic; usd: number },
  ) {
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
    const tell = (notificationType: string, threshold: number) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: "PERCENTAGE",
        comparisonOperator: "GREATER_THAN",
      },
      subscribers: [{ subscriptionType: "SNS", address: topic.topicArn }],
    });
    new CfnBudget(this, "Month", {
      budget: {
        budgetName: named(stage, "budget"),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: usd, unit: "USD" },
      },
      notificationsWithSubscribers: [tell("ACTUAL", 80), tell("FORECASTED", 100)],
    }).node.addDependency(topic);
  }
}
