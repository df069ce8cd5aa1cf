import { Duration } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { SubnetType } from "aws-cdk-lib/aws-ec2";
import { Cluster, ContainerInsights, FargateService } from "aws-cdk-lib/aws-ecs";
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  SslPolicy,
} from "aws-cdk-lib/aws-elasticloadbalancingv2";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { isProduction, physicalName } from "@/infra/naming";
import type { LoadBalancerNames } from "../operations/metrics";
import { AppTask } from "../shared/app-task";
import type { Network } from "../shared/network";

interface ContainerWebProps {
  stage: string;
  root: string;
  network: Network;
  isolated: boolean;
  certificateArn: string;
  logs: IBucket;
}

/** The Next.js application as a Fargate service behind an HTTPS load balancer. */
export class ContainerWeb extends AppTask {
  readonly loadBalancer: ApplicationLoadBalancer;
  /** The names in CloudWatch dimensions. */
  readonly names: LoadBalancerNames;

  constructor(scope: Construct, id: string, props: ContainerWebProps) {
    const { stage, root, network, isolated, certificateArn, logs } = props;
    super(scope, id, {
      name: physicalName(stage, "web"),
      root,
      dockerfile: "Dockerfile.web",
      cpu: 512,
      memoryMb: 1024,
      port: network.webPort,
    });
    const minTasks = isProduction(stage) ? 2 : 1;
    const service = new FargateService(this, "Service", {
      serviceName: physicalName(stage, "web"),
      cluster: new Cluster(this, "Cluster", {
        clusterName: physicalName(stage, "web"),
        vpc: network.vpc,
        containerInsightsV2: ContainerInsights.ENABLED,
      }),
      taskDefinition: this.definition,
      desiredCount: minTasks,
      assignPublicIp: !isolated,
      vpcSubnets: { subnetType: isolated ? SubnetType.PRIVATE_ISOLATED : SubnetType.PUBLIC },
      securityGroups: [network.application],
      circuitBreaker: { rollback: true },
      minHealthyPercent: 100,
      healthCheckGracePeriod: Duration.minutes(2),
    });
    service
      .autoScaleTaskCount({ minCapacity: minTasks, maxCapacity: minTasks * 4 })
      .scaleOnCpuUtilization("CpuUtilization", { targetUtilizationPercent: 60 });

    this.loadBalancer = new ApplicationLoadBalancer(this, "LoadBalancer", {
      loadBalancerName: physicalName(stage, "web"),
      vpc: network.vpc,
      internetFacing: true,
      securityGroup: network.loadBalancer,
      dropInvalidHeaderFields: true,
      deletionProtection: isProduction(stage),
    });
    this.loadBalancer.logAccessLogs(logs, "load-balancer");
    this.loadBalancer.addListener("Http", {
      port: 80,
      open: false,
      defaultAction: ListenerAction.redirect({ protocol: "HTTPS", port: "443", permanent: true }),
    });
    const { targetGroupFullName } = this.loadBalancer
      .addListener("Https", {
        port: 443,
        open: false,
        certificates: [Certificate.fromCertificateArn(this, "Certificate", certificateArn)],
        sslPolicy: SslPolicy.RECOMMENDED_TLS,
      })
      .addTargets("Web", {
        port: network.webPort,
        protocol: ApplicationProtocol.HTTP,
        targets: [service],
        deregistrationDelay: Duration.seconds(30),
        // /api/health fails while the database resumes or restarts, which must not replace the containers.
        healthCheck: { path: "/api/openapi.json", healthyHttpCodes: "200", interval: Duration.seconds(15) },
      });
    this.names = {
      loadBalancer: this.loadBalancer.loadBalancerFullName,
      targetGroup: targetGroupFullName,
    };
  }
}
