import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { type ISecurityGroup, type IVpc, SubnetType } from "aws-cdk-lib/aws-ec2";
import {
  AuroraPostgresEngineVersion,
  type CfnDBCluster,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInsightsMode,
  PerformanceInsightRetention,
} from "aws-cdk-lib/aws-rds";
import { Construct } from "constructs";
import { isLasting, named } from "@/infra/naming";
import { acknowledge } from "../shared/permission";
import { BACKUP_DAYS, type Database, leastAcu } from "./database";

interface PrivateAuroraProps {
  stage: string;
  maxAcu: number;
  vpc: IVpc;
  group: ISecurityGroup;
}

/**
 * Aurora PostgreSQL in isolated subnets, with no address that the internet knows. The application logs in with IAM tokens;
 * the owner's password is made, kept and changed by RDS, and only migrations may read it.
 */
export class PrivateAurora extends Construct implements Database {
  readonly clusterName: string;
  readonly host: string;
  readonly port: string;
  readonly databaseName = "skiracer";
  readonly resourceId: string;
  readonly owner = "skiracer_owner";
  readonly ownerSecretArn: string;

  constructor(scope: Construct, id: string, { stage, maxAcu, vpc, group }: PrivateAuroraProps) {
    super(scope, id);
    this.clusterName = named(stage, "database");
    const lasting = isLasting(stage);
    const serverless = {
      enablePerformanceInsights: true,
      performanceInsightRetention: PerformanceInsightRetention.DEFAULT,
    };
    const cluster = new DatabaseCluster(this, "Cluster", {
      clusterIdentifier: this.clusterName,
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_9 }),
      defaultDatabaseName: this.databaseName,
      credentials: Credentials.fromUsername(this.owner),
      manageMasterUserPassword: true,
      iamAuthentication: true,
      storageEncrypted: true,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [group],
      writer: ClusterInstance.serverlessV2("Writer", serverless),
      readers: lasting
        ? [ClusterInstance.serverlessV2("Reader", { ...serverless, scaleWithWriter: true })]
        : [],
      serverlessV2MinCapacity: leastAcu(stage),
      serverlessV2MaxCapacity: maxAcu,
      backup: { retention: Duration.days(BACKUP_DAYS) },
      copyTagsToSnapshot: true,
      deletionProtection: lasting,
      removalPolicy: lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      enablePerformanceInsights: true,
      databaseInsightsMode: DatabaseInsightsMode.STANDARD,
      // A connection without TLS is refused by the server, not only by us.
      parameters: { "rds.force_ssl": "1" },
    });
    const resource = cluster.node.defaultChild as CfnDBCluster;
    this.host = resource.attrEndpointAddress;
    this.port = resource.attrEndpointPort;
    this.resourceId = resource.attrDbClusterResourceId;
    this.ownerSecretArn = resource.attrMasterUserSecretSecretArn;
    acknowledge(
      cluster,
      "AwsSolutions-RDS11",
      "Nothing outside the security group of the application can reach the port, so its number hides nothing.",
    );
    if (!lasting) {
      acknowledge(cluster, "AwsSolutions-RDS10", "A stage that may be thrown away must be deletable.");
    }
  }
}
