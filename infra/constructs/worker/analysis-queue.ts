import { Duration, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { bucketNamed, named } from "@/infra/naming";
import type { Settings } from "@/infra/settings";
import { permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** The longest that Lambda lets a function run. */
export const ANALYSIS_TIMEOUT = Duration.minutes(15);
/**
 * A failed message comes again after 5 s, 10 s and so on to two minutes: ten times last through ten minutes without a
 * database. A clip itself is tried five times; its row counts that.
 */
const RECEIVES = 10;

type QueueSettings = Pick<Settings, "stage" | "worker" | "longClipMb">;
/** As the queues are called, after the stage. */
export type QueueName = "analysis" | "long-analysis";

/** Whether long clips wait apart from the others: where there are two kinds of worker, of which one has the time. */
export const hasLongQueue = ({ worker }: Pick<Settings, "worker">): boolean => worker === "both";
const longBytes = ({ longClipMb }: QueueSettings) => longClipMb * 1_000_000;

/**
 * The nudges to analyse: from the application, and as a safety net from S3 for each original that arrived; those for long
 * clips in a queue of their own where there is one. What nobody could handle ten times lies in the dead letters for two weeks.
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
    // One for both: a message that is moved back from it goes where it came from.
    this.deadLetters = new Queue(this, "DeadLetters", { ...shared, queueName: named(stage, "dead-letters") });
    const waiting = (name: string, queueName: QueueName, visibilityTimeout: Duration) =>
      new Queue(this, name, {
        ...shared,
        queueName: named(stage, queueName),
        receiveMessageWaitTime: Duration.seconds(20),
        visibilityTimeout,
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVES },
      });
    // AWS's rule for a queue in front of a function: six times its timeout.
    this.queue = waiting("Queue", "analysis", Duration.seconds(6 * ANALYSIS_TIMEOUT.toSeconds()));
    if (!hasLongQueue(settings)) {
      this.announce("Arrived", "original-arrived", this.queue, settings);
      return;
    }
    // Whoever polls says itself for how long a message is hidden, and says it again while it works.
    this.long = waiting("Long", "long-analysis", Duration.minutes(2));
    this.announce("Arrived", "original-arrived", this.queue, settings, ["<", longBytes(settings)]);
    this.announce("LongArrived", "long-original-arrived", this.long, settings, [">=", longBytes(settings)]);
  }

  private announce(
    id: string,
    name: string,
    queue: Queue,
    { stage }: QueueSettings,
    size?: [string, number],
  ): void {
    new Rule(this, id, {
      ruleName: named(stage, name),
      description: "An original arrived in S3: its analysis must not be forgotten",
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: {
          bucket: { name: [bucketNamed(stage, "uploads")] },
          object: { key: [{ wildcard: "runs/*/original.*" }], ...(size && { size: [{ numeric: size }] }) },
        },
      },
      targets: [new SqsQueue(queue)],
    });
  }
}

const arnOf = (workload: Workload, stage: string, queue: QueueName) =>
  Stack.of(workload.role).formatArn({ service: "sqs", resource: named(stage, queue) });

/** Asks for analyses, of long clips where those are waited for. */
export function bindQueueSender(workload: Workload, settings: QueueSettings): void {
  const { stage } = settings;
  workload.set({ ANALYSIS_QUEUE_NAME: named(stage, "analysis") });
  if (hasLongQueue(settings)) {
    workload.set({
      LONG_QUEUE_NAME: named(stage, "long-analysis"),
      LONG_CLIP_BYTES: String(longBytes(settings)),
    });
  }
  const queues: QueueName[] = hasLongQueue(settings) ? ["analysis", "long-analysis"] : ["analysis"];
  permit(workload.role, "AskForAnalyses", {
    actions: ["sqs:GetQueueUrl", "sqs:SendMessage"],
    resources: queues.map((queue) => arnOf(workload, stage, queue)),
  });
}

/** Takes what was asked for from one queue, and asks again where an upload was only noticed by S3, or time ran out. */
export function bindQueueWorker(workload: Workload, settings: QueueSettings, takes: QueueName): void {
  bindQueueSender(workload, settings);
  permit(workload.role, "TakeAnalyses", {
    actions: [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
    ],
    resources: [arnOf(workload, settings.stage, takes)],
  });
}
