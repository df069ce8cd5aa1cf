import { Duration, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { bucketNamed, named } from "../naming";
import { permit } from "./permission";
import type { Workload } from "./workload";

/** The longest that Lambda lets a function run. */
export const ANALYSIS_TIMEOUT = Duration.minutes(15);
/**
 * A failed message comes again after 5 s, 10 s and so on to two minutes: ten times last through ten minutes without a
 * database. A clip itself is tried five times; its row counts that.
 */
const RECEIVES = 10;

/**
 * The nudges to analyse: from the application, and as a safety net from S3 for each original that arrived. What nobody
 * could handle ten times lies in the dead letters for two weeks.
 */
export class AnalysisQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { stage }: { stage: string }) {
    super(scope, id);
    const shared = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetters = new Queue(this, "DeadLetters", { ...shared, queueName: named(stage, "dead-letters") });
    this.queue = new Queue(this, "Queue", {
      ...shared,
      queueName: named(stage, "analysis"),
      receiveMessageWaitTime: Duration.seconds(20),
      // AWS's rule for a queue in front of a function: six times its timeout.
      visibilityTimeout: Duration.seconds(6 * ANALYSIS_TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVES },
    });
    new Rule(this, "Arrived", {
      ruleName: named(stage, "original-arrived"),
      description: "An original arrived in S3: its analysis must not be forgotten",
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: {
          bucket: { name: [bucketNamed(stage, "uploads")] },
          object: { key: [{ wildcard: "runs/*/original.*" }] },
        },
      },
      targets: [new SqsQueue(this.queue)],
    });
  }
}

const arnOf = (workload: Workload, stage: string) =>
  Stack.of(workload.role).formatArn({ service: "sqs", resource: named(stage, "analysis") });

/** Asks for analyses. */
export function bindQueueSender(workload: Workload, { stage }: { stage: string }): void {
  workload.set({ ANALYSIS_QUEUE_NAME: named(stage, "analysis") });
  permit(workload.role, "AskForAnalyses", {
    actions: ["sqs:GetQueueUrl", "sqs:SendMessage"],
    resources: [arnOf(workload, stage)],
  });
}

/** Takes what was asked for, and asks again where an upload was only noticed by S3. */
export function bindQueueWorker(workload: Workload, { stage }: { stage: string }): void {
  bindQueueSender(workload, { stage });
  permit(workload.role, "TakeAnalyses", {
    actions: [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
    ],
    resources: [arnOf(workload, stage)],
  });
}
