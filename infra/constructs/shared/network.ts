import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type ISecurityGroup,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from "aws-cdk-lib/aws-ec2";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { createLogGroup } from "./logs";
import { acknowledge } from "./permission";

/** A VPC and the security group of a workload in it. */
export interface VpcPlacement {
  vpc: IVpc;
  securityGroup: ISecurityGroup;
}

const DATABASE_PORT = Port.tcp(5432);
const CACHE_PORTS = Port.tcpRange(6379, 6380);
const WEB_PORT = 3000;

/** The AWS services that the application reaches from isolated subnets. */
const ENDPOINTS: Record<string, InterfaceVpcEndpointAwsService> = {
  Sqs: InterfaceVpcEndpointAwsService.SQS,
  SecretsManager: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  BedrockRuntime: InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME,
  CloudWatchLogs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  EcrApi: InterfaceVpcEndpointAwsService.ECR,
  EcrDocker: InterfaceVpcEndpointAwsService.ECR_DOCKER,
  XRay: InterfaceVpcEndpointAwsService.XRAY,
  Mail: InterfaceVpcEndpointAwsService.EMAIL,
};

interface NetworkProps {
  /** Runs the workloads in isolated subnets that reach AWS services through VPC endpoints only. */
  isolated: boolean;
  withMail: boolean;
  withLoadBalancer: boolean;
}

/** A VPC in two zones without a NAT gateway. Unless isolated, containers in it have public addresses. */
export class Network extends Construct {
  readonly vpc: Vpc;
  /** The security group of everything that runs the application. */
  readonly application: SecurityGroup;
  readonly database: SecurityGroup;
  readonly loadBalancer: SecurityGroup;
  readonly cache: SecurityGroup;
  readonly webPort = WEB_PORT;

  constructor(scope: Construct, id: string, { isolated, withMail, withLoadBalancer }: NetworkProps) {
    super(scope, id);
    this.vpc = new Vpc(this, "Vpc", {
      ipAddresses: IpAddresses.cidr("10.60.0.0/16"),
      maxAzs: 2,
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: "public", subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        ...(isolated ? [{ name: "isolated", subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 22 }] : []),
      ],
      gatewayEndpoints: { Storage: { service: GatewayVpcEndpointAwsService.S3 } },
    });
    this.addFlowLog();
    const group = (name: string, description: string, allowAllOutbound = false) =>
      new SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound });
    // From isolated subnets, "all outbound" reaches only the endpoints.
    this.application = group("Application", "The application", true);
    this.database = group("Database", "The database: inbound from the application only");
    this.cache = group("Cache", "The cache: inbound from the application only");
    this.loadBalancer = group("LoadBalancer", "The load balancer: inbound HTTP and HTTPS");
    this.addInternalRules();
    if (withLoadBalancer) this.allowPublicAccess();
    if (isolated) this.addEndpoints(withMail);
  }

  /** Where the application's workloads run. */
  get applicationPlacement(): VpcPlacement {
    return { vpc: this.vpc, securityGroup: this.application };
  }

  private addInternalRules(): void {
    this.database.addIngressRule(this.application, DATABASE_PORT, "the application");
    this.cache.addIngressRule(this.application, CACHE_PORTS, "the application");
    this.application.addIngressRule(this.loadBalancer, Port.tcp(WEB_PORT), "the load balancer");
    this.loadBalancer.addEgressRule(this.application, Port.tcp(WEB_PORT), "the application");
  }

  private addEndpoints(withMail: boolean): void {
    const group = new SecurityGroup(this, "Endpoints", {
      vpc: this.vpc,
      description: "VPC endpoints: inbound from the application only",
      allowAllOutbound: false,
    });
    group.addIngressRule(this.application, Port.tcp(443), "the application");
    for (const [name, service] of Object.entries(ENDPOINTS)) {
      if (name === "Mail" && !withMail) continue;
      this.vpc.addInterfaceEndpoint(name, {
        service,
        securityGroups: [group],
        open: false,
        subnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      });
    }
  }

  private addFlowLog(): void {
    const role = new Role(this, "FlowLogRole", {
      assumedBy: new ServicePrincipal("vpc-flow-logs.amazonaws.com"),
    });
    this.vpc.addFlowLog("FlowLog", {
      destination: FlowLogDestination.toCloudWatchLogs(createLogGroup(this, "FlowLogGroup"), role),
      trafficType: FlowLogTrafficType.REJECT,
    });
  }

  private allowPublicAccess(): void {
    this.loadBalancer.addIngressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS");
    this.loadBalancer.addIngressRule(Peer.anyIpv4(), Port.tcp(80), "HTTP, redirected to HTTPS");
    acknowledge(
      this.loadBalancer,
      "AwsSolutions-EC23",
      "The application is public; the load balancer is its only entry point and has a firewall.",
    );
  }
}
