import { Duration } from "aws-cdk-lib";
import { AdjustmentType } from "aws-cdk-lib/aws-applicationautoscaling";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { SubnetType } from "aws-cdk-lib/aws-ec2";
import { Cluster, ContainerInsights, FargateService } from "aws-cdk-lib/aws-ecs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { physicalName } from "@/infra/naming";
import { AppTask } from "../shared/app-task";
import type { Network } from "../shared/network";

interface WorkerServiceProps {
  stage: string;
  root: string;
  network: Network;
  isolated: boolean;
  queue: IQueue;
  maxTasks: number;
}

/** The worker as a Fargate service that polls a queue. It scales to zero when the queue is empty. */
export class WorkerService extends AppTask {
  constructor(
    scope: Construct,
    id: string,
    { stage, root, network, isolated, queue, maxTasks }: WorkerServiceProps,
  ) {
    super(scope, id, {
      name: physicalName(stage, "worker-service"),
      root,
      dockerfile: "Dockerfile.worker",
      cpu: 4096,
      memoryMb: 8192,
      ephemeralStorageGb: 30,
    });
    const service = new FargateService(this, "Service", {
      serviceName: physicalName(stage, "worker-service"),
      cluster: new Cluster(this, "Cluster", {
        clusterName: physicalName(stage, "worker"),
        vpc: network.vpc,
        containerInsightsV2: ContainerInsights.ENABLED,
      }),
      taskDefinition: this.definition,
      desiredCount: 0,
      assignPublicIp: !isolated,
      vpcSubnets: { subnetType: isolated ? SubnetType.PRIVATE_ISOLATED : SubnetType.PUBLIC },
      securityGroups: [network.application],
      circuitBreaker: { rollback: true },
      minHealthyPercent: 0,
    });
    const period = Duration.minutes(1);
    service.autoScaleTaskCount({ minCapacity: 0, maxCapacity: maxTasks }).scaleOnMetric("QueueDepth", {
      metric: new MathExpression({
        expression: "visible + inFlight",
        label: "messages waiting or in flight",
        period,
        usingMetrics: {
          visible: queue.metricApproximateNumberOfMessagesVisible({ period }),
          inFlight: queue.metricApproximateNumberOfMessagesNotVisible({ period }),
        },
      }),
      adjustmentType: AdjustmentType.EXACT_CAPACITY,
      scalingSteps: [
        { upper: 0, change: 0 },
        { lower: 1, change: 1 },
        { lower: 5, change: Math.min(maxTasks, 2) },
        { lower: 15, change: maxTasks },
      ],
      cooldown: Duration.minutes(2),
    });
  }
}
