import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  Peer,
  Port,
  SecurityGroup,
  InterfaceVpcEndpointAwsService as Service,
  SubnetType,
  Vpc,
} from "aws-cdk-lib/aws-ec2";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { logOf } from "./logs";
import { acknowledge } from "./permission";

const DATABASE_PORT = Port.tcp(5432);
const WEB_PORT = 3000;

/** What the application asks of AWS from inside a network that has no way out. */
const ENDPOINTS: Record<string, Service> = {
  Queue: Service.SQS,
  Secrets: Service.SECRETS_MANAGER,
  Models: Service.BEDROCK_RUNTIME,
  Logs: Service.CLOUDWATCH_LOGS,
  Images: Service.ECR,
  ImageLayers: Service.ECR_DOCKER,
  Traces: Service.XRAY,
  Mail: Service.EMAIL,
};

interface NetworkProps {
  closed: boolean;
  withMail: boolean;
  /** Whether a load balancer lets people in. */
  withPeople: boolean;
}

/**
 * A network in two zones without a NAT gateway. `closed`: the application has no way out but to the AWS services it
 * needs. Otherwise its containers have public addresses that nothing may connect to.
 */
export class Network extends Construct {
  readonly vpc: Vpc;
  /** Worn by everything that runs the application. */
  readonly application: SecurityGroup;
  readonly database: SecurityGroup;
  readonly balancer: SecurityGroup;
  readonly cache: SecurityGroup;
  readonly webPort = WEB_PORT;

  constructor(scope: Construct, id: string, { closed, withMail, withPeople }: NetworkProps) {
    super(scope, id);
    this.vpc = new Vpc(this, "Vpc", {
      ipAddresses: IpAddresses.cidr("10.60.0.0/16"),
      maxAzs: 2,
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: "public", subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        ...(closed ? [{ name: "inside", subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 22 }] : []),
      ],
      gatewayEndpoints: { Storage: { service: GatewayVpcEndpointAwsService.S3 } },
    });
    this.watch();
    const group = (name: string, description: string, allowAllOutbound = false) =>
      new SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound });
    // In a closed network "everywhere" ends at the endpoints; in an open one it is how AWS is reached at all.
    this.application = group("Application", "What runs the application", true);
    this.database = group("Database", "The database: only the application comes in");
    this.cache = group("Cache", "The cache: only the application comes in");
    this.balancer = group("Balancer", "The load balancer: people come in by HTTPS");
    this.allow();
    if (withPeople) this.admitPeople();
    if (closed) this.openTo(withMail);
  }

  private allow(): void {
    this.database.addIngressRule(this.application, DATABASE_PORT, "the application");
    this.cache.addIngressRule(this.application, Port.tcpRange(6379, 6380), "the application");
    this.application.addIngressRule(this.balancer, Port.tcp(WEB_PORT), "the load balancer");
    this.balancer.addEgressRule(this.application, Port.tcp(WEB_PORT), "the application");
  }

  private openTo(withMail: boolean): void {
    const group = new SecurityGroup(this, "Endpoints", {
      vpc: this.vpc,
      description: "The AWS services that the application may reach",
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

  private watch(): void {
    const log = logOf(this, "FlowLog");
    const role = new Role(this, "FlowRole", {
      assumedBy: new ServicePrincipal("vpc-flow-logs.amazonaws.com"),
    });
    this.vpc.addFlowLog("Flow", {
      destination: FlowLogDestination.toCloudWatchLogs(log, role),
      trafficType: FlowLogTrafficType.REJECT,
    });
  }

  /** Lets people in, at the load balancer only. */
  private admitPeople(): void {
    this.balancer.addIngressRule(Peer.anyIpv4(), Port.tcp(443), "people");
    this.balancer.addIngressRule(Peer.anyIpv4(), Port.tcp(80), "people, to be sent on to HTTPS");
    acknowledge(
      this.balancer,
      "AwsSolutions-EC23",
      "People come from everywhere; the load balancer is the one door, and a firewall stands before it.",
    );
  }
}
