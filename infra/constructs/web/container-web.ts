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
import { isLasting, named } from "@/infra/naming";
import type { BalancerNames } from "../operations/metrics";
import { AppTask } from "../shared/app-task";
import type { Network } from "../shared/network";

interface ContainerWebProps {
  stage: string;
  root: string;
  network: Network;
  closed: boolean;
  certificateArn: string;
  logs: IBucket;
}

/** The same Next application as a container, two of them in production, behind a load balancer that speaks HTTPS. */
export class ContainerWeb extends AppTask {
  readonly balancer: ApplicationLoadBalancer;
  /** What CloudWatch knows them by. */
  readonly names: BalancerNames;

  constructor(scope: Construct, id: string, props: ContainerWebProps) {
    const { stage, root, network, closed, certificateArn, logs } = props;
    super(scope, id, {
      name: named(stage, "web"),
      root,
      file: "Dockerfile.web",
      cpu: 512,
      memoryMb: 1024,
      port: network.webPort,
    });
    const copies = isLasting(stage) ? 2 : 1;
    const service = new FargateService(this, "Service", {
      serviceName: named(stage, "web"),
      cluster: new Cluster(this, "Cluster", {
        clusterName: named(stage, "web"),
        vpc: network.vpc,
        containerInsightsV2: ContainerInsights.ENABLED,
      }),
      taskDefinition: this.definition,
      desiredCount: copies,
      assignPublicIp: !closed,
      vpcSubnets: { subnetType: closed ? SubnetType.PRIVATE_ISOLATED : SubnetType.PUBLIC },
      securityGroups: [network.application],
      circuitBreaker: { rollback: true },
      minHealthyPercent: 100,
      healthCheckGracePeriod: Duration.minutes(2),
    });
    service
      .autoScaleTaskCount({ minCapacity: copies, maxCapacity: copies * 4 })
      .scaleOnCpuUtilization("Busy", { targetUtilizationPercent: 60 });

    this.balancer = new ApplicationLoadBalancer(this, "Balancer", {
      loadBalancerName: named(stage, "web"),
      vpc: network.vpc,
      internetFacing: true,
      securityGroup: network.balancer,
      dropInvalidHeaderFields: true,
      deletionProtection: isLasting(stage),
    });
    this.balancer.logAccessLogs(logs, "balancer");
    this.balancer.addListener("Plain", {
      port: 80,
      open: false,
      defaultAction: ListenerAction.redirect({ protocol: "HTTPS", port: "443", permanent: true }),
    });
    const { targetGroupFullName } = this.balancer
      .addListener("Secure", {
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
        // Not /api/health: a database that sleeps or restarts is no reason to kill the containers.
        healthCheck: { path: "/api/openapi.json", healthyHttpCodes: "200", interval: Duration.seconds(15) },
      });
    this.names = { balancer: this.balancer.loadBalancerFullName, targets: targetGroupFullName };
  }
}
