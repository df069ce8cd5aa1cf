import { Duration } from "aws-cdk-lib";
import { AdjustmentType } from "aws-cdk-lib/aws-applicationautoscaling";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { SubnetType } from "aws-cdk-lib/aws-ec2";
import { Cluster, ContainerInsights, FargateService } from "aws-cdk-lib/aws-ecs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { named } from "@/infra/naming";
import { AppTask } from "../shared/app-task";
import type { Network } from "../shared/network";

interface WorkerServiceProps {
  stage: string;
  root: string;
  network: Network;
  closed: boolean;
  queue: IQueue;
  /** Tasks at once. */
  most: number;
}

/**
 * The worker as containers that poll the queue, of all clips or of those that a function has too little time for. There are none while
 * the queue is empty. A task that is stopped in the middle gives its clip back.
 */
export class WorkerService extends AppTask {
  constructor(
    scope: Construct,
    id: string,
    { stage, root, network, closed, queue, most }: WorkerServiceProps,
  ) {
    super(scope, id, {
      name: named(stage, "worker-service"),
      root,
      file: "Dockerfile.worker",
      cpu: 4096,
      memoryMb: 8192,
      temporaryGb: 30,
    });
    const service = new FargateService(this, "Service", {
      serviceName: named(stage, "worker-service"),
      cluster: new Cluster(this, "Cluster", {
        clusterName: named(stage, "worker"),
        vpc: network.vpc,
        containerInsightsV2: ContainerInsights.ENABLED,
      }),
      taskDefinition: this.definition,
      desiredCount: 0,
      assignPublicIp: !closed,
      vpcSubnets: { subnetType: closed ? SubnetType.PRIVATE_ISOLATED : SubnetType.PUBLIC },
      securityGroups: [network.application],
      circuitBreaker: { rollback: true },
      minHealthyPercent: 0,
    });
    service.autoScaleTaskCount({ minCapacity: 0, maxCapacity: most }).scaleOnMetric("Waiting", {
      metric: new MathExpression({
        expression: "waiting + worked",
        label: "clips waiting or being analysed",
        period: Duration.minutes(1),
        usingMetrics: {
          waiting: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
          worked: queue.metricApproximateNumberOfMessagesNotVisible({ period: Duration.minutes(1) }),
        },
      }),
      adjustmentType: AdjustmentType.EXACT_CAPACITY,
      scalingSteps: [
        { upper: 0, change: 0 },
        { lower: 1, change: 1 },
        { lower: 5, change: Math.min(most, 2) },
        { lower: 15, change: most },
      ],
      cooldown: Duration.minutes(2),
    });
  }
}
