import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { SubnetType } from "aws-cdk-lib/aws-ec2";
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
import { isProduction, physicalName } from "@/infra/naming";
import type { VpcPlacement } from "../shared/network";
import { acknowledge } from "../shared/permission";
import { BACKUP_DAYS, type Database, minAcu } from "./database";

interface PrivateAuroraProps {
  stage: string;
  maxAcu: number;
  /** The security group of the database. */
  placement: VpcPlacement;
}

/** Aurora PostgreSQL in isolated subnets. RDS manages the owner's password, for migrations only. */
export class PrivateAurora extends Construct implements Database {
  readonly clusterName: string;
  readonly host: string;
  readonly port: string;
  readonly databaseName = "skiracer";
  readonly resourceId: string;
  readonly owner = "skiracer_owner";
  readonly ownerSecretArn: string;

  constructor(scope: Construct, id: string, { stage, maxAcu, placement }: PrivateAuroraProps) {
    super(scope, id);
    this.clusterName = physicalName(stage, "database");
    const production = isProduction(stage);
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
      vpc: placement.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [placement.securityGroup],
      writer: ClusterInstance.serverlessV2("Writer", serverless),
      readers: production
        ? [ClusterInstance.serverlessV2("Reader", { ...serverless, scaleWithWriter: true })]
        : [],
      serverlessV2MinCapacity: minAcu(stage),
      serverlessV2MaxCapacity: maxAcu,
      backup: { retention: Duration.days(BACKUP_DAYS) },
      copyTagsToSnapshot: true,
      deletionProtection: production,
      removalPolicy: production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      enablePerformanceInsights: true,
      databaseInsightsMode: DatabaseInsightsMode.STANDARD,
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
      "Only the application's security group reaches the port, so another number would protect nothing.",
    );
    if (!production) {
      acknowledge(cluster, "AwsSolutions-RDS10", "Stages other than production are deleted with their data.");
    }
  }
}
