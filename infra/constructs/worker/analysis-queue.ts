import { Duration, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { physicalBucketName, physicalName } from "@/infra/naming";
import type { Settings } from "@/infra/settings";
import { ORIGINAL_KEY_PATTERN } from "@/lib/runs/keys";
import { permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** Lambda's maximum. */
export const ANALYSIS_TIMEOUT = Duration.minutes(15);
/**
 * Redelivery backs off from 5 s to two minutes, so ten deliveries outlast a database outage of ten minutes.
 * The number of attempts of an analysis is separate: its row counts them.
 */
const MAX_RECEIVE_COUNT = 10;

type QueueSettings = Pick<Settings, "stage" | "worker" | "longClipMb">;
/** The names of the queues after the stage. */
export type AnalysisQueueName = "analysis" | "long-analysis";

/** Whether long clips have a queue of their own, which only Fargate consumes. */
export const hasLongQueue = ({ worker }: Pick<Settings, "worker">): boolean => worker === "both";
const longClipBytes = ({ longClipMb }: QueueSettings) => longClipMb * 1_000_000;

/**
 * The queues of analyses and their dead-letter queue. Messages come from the application, and from S3 through
 * EventBridge for each original that was created.
 */
export class AnalysisQueue extends Construct {
  readonly queue: Queue;
  readonly long?: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, settings: QueueSettings) {
    super(scope, id);
    const { stage } = settings;
    const shared = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    // Both queues share it: a redrive returns each message to its source queue.
    this.deadLetters = new Queue(this, "DeadLetters", {
      ...shared,
      queueName: physicalName(stage, "dead-letters"),
    });
    const sourceQueue = (constructId: string, name: AnalysisQueueName, visibilityTimeout: Duration) =>
      new Queue(this, constructId, {
        ...shared,
        queueName: physicalName(stage, name),
        receiveMessageWaitTime: Duration.seconds(20),
        visibilityTimeout,
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
      });
    // AWS recommends six times the timeout of the function.
    this.queue = sourceQueue("Queue", "analysis", Duration.seconds(6 * ANALYSIS_TIMEOUT.toSeconds()));
    if (!hasLongQueue(settings)) {
      this.addOriginalRule("OriginalCreated", "original-created", this.queue, settings);
      return;
    }
    // The poller sets the visibility timeout of each message itself and extends it.
    this.long = sourceQueue("LongQueue", "long-analysis", Duration.minutes(2));
    const bytes = longClipBytes(settings);
    this.addOriginalRule("OriginalCreated", "original-created", this.queue, settings, ["<", bytes]);
    this.addOriginalRule("LongOriginalCreated", "long-original-created", this.long, settings, [">=", bytes]);
  }

  private addOriginalRule(
    id: string,
    name: string,
    queue: Queue,
    { stage }: QueueSettings,
    size?: [string, number],
  ): void {
    new Rule(this, id, {
      ruleName: physicalName(stage, name),
      description: "Sends a message when an original is created in S3",
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: {
          bucket: { name: [physicalBucketName(stage, "uploads")] },
          object: {
            key: [{ wildcard: ORIGINAL_KEY_PATTERN }],
            ...(size && { size: [{ numeric: size }] }),
          },
        },
      },
      targets: [new SqsQueue(queue)],
    });
  }
}

const arnOf = (workload: Workload, stage: string, queue: AnalysisQueueName) =>
  Stack.of(workload.role).formatArn({ service: "sqs", resource: physicalName(stage, queue) });

/** Allows the workload to send messages to the analysis queues. */
export function bindQueueSender(workload: Workload, settings: QueueSettings): void {
  const { stage } = settings;
  workload.set({ ANALYSIS_QUEUE_NAME: physicalName(stage, "analysis") });
  if (hasLongQueue(settings)) {
    workload.set({
      LONG_QUEUE_NAME: physicalName(stage, "long-analysis"),
      LONG_CLIP_BYTES: String(longClipBytes(settings)),
    });
  }
  const queues: AnalysisQueueName[] = hasLongQueue(settings) ? ["analysis", "long-analysis"] : ["analysis"];
  permit(workload.role, "SendMessages", {
    actions: ["sqs:GetQueueUrl", "sqs:SendMessage"],
    resources: queues.map((queue) => arnOf(workload, stage, queue)),
  });
}

/** Allows the workload to consume one queue, and send messages to all of them. */
export function bindQueueWorker(
  workload: Workload,
  settings: QueueSettings,
  consumes: AnalysisQueueName,
): void {
  bindQueueSender(workload, settings);
  permit(workload.role, "ReceiveMessages", {
    actions: [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
    ],
    resources: [arnOf(workload, settings.stage, consumes)],
  });
}
