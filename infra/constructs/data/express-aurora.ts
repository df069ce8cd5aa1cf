import { ArnFormat, type CfnResource, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnDBCluster } from "aws-cdk-lib/aws-rds";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from "aws-cdk-lib/custom-resources";
import { Construct } from "constructs";
import { isProduction, physicalName } from "@/infra/naming";
import { createLogGroup } from "../shared/logs";
import { acknowledge } from "../shared/permission";
import { BACKUP_DAYS, type Database, minAcu } from "./database";

interface ExpressAuroraProps {
  stage: string;
  maxAcu: number;
  /** The resource id of the restored cluster that has the name now. */
  restoredId?: string;
}

/**
 * Aurora PostgreSQL in express configuration, without a VPC. RDS accepts no options when it creates the
 * cluster and its one instance, so a second call sets backups, insights, deletion protection and capacity.
 */
export class ExpressAurora extends Construct implements Database {
  readonly clusterName: string;
  readonly host: string;
  readonly port: string;
  /** The only database of a new express cluster. */
  readonly databaseName = "postgres";
  readonly resourceId: string;
  readonly owner = "postgres";

  constructor(scope: Construct, id: string, { stage, maxAcu, restoredId }: ExpressAuroraProps) {
    super(scope, id);
    this.clusterName = physicalName(stage, "database");
    const cluster = new CfnDBCluster(this, "Cluster", {
      dbClusterIdentifier: this.clusterName,
      engine: "aurora-postgresql",
      withExpressConfiguration: true,
    });
    cluster.applyRemovalPolicy(isProduction(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    acknowledgeExpress(cluster);
    this.host = cluster.attrEndpointAddress;
    this.port = cluster.attrEndpointPort;
    this.resourceId = restoredId ?? cluster.attrDbClusterResourceId;
    const settings = this.applySettings(stage, maxAcu);
    settings.node.addDependency(cluster);
    // The parameters name no cluster id, so without this property a restored cluster would keep its defaults.
    const call = settings.node.findChild("Resource").node.defaultChild as CfnResource;
    call.addPropertyOverride("cluster", this.resourceId);
  }

  private applySettings(stage: string, maxAcu: number): AwsCustomResource {
    const arnOf = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({
        service: "rds",
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const modify = {
      service: "RDS",
      action: "modifyDBCluster",
      physicalResourceId: PhysicalResourceId.of(`${this.clusterName}-settings`),
      // The whole response exceeds what CloudFormation accepts.
      outputPaths: ["DBCluster.Status"],
      parameters: {
        DBClusterIdentifier: this.clusterName,
        ApplyImmediately: true,
        BackupRetentionPeriod: BACKUP_DAYS,
        CopyTagsToSnapshot: true,
        DeletionProtection: isProduction(stage),
        EnablePerformanceInsights: true,
        PerformanceInsightsRetentionPeriod: 7,
        DatabaseInsightsMode: "standard",
        ServerlessV2ScalingConfiguration: { MinCapacity: minAcu(stage), MaxCapacity: maxAcu },
      },
    };
    // A cluster with an instance cannot be deleted, and CloudFormation does not know this instance.
    const instance = `${this.clusterName}-instance-1`;
    const deleteInstance = {
      service: "RDS",
      action: "deleteDBInstance",
      parameters: { DBInstanceIdentifier: instance },
      outputPaths: ["DBInstance.DBInstanceStatus"],
      ignoreErrorCodesMatching: "DBInstanceNotFound.*",
    };
    const statements = [
      new PolicyStatement({
        actions: ["rds:ModifyDBCluster"],
        resources: [arnOf("cluster", this.clusterName)],
      }),
    ];
    if (!isProduction(stage)) {
      statements.push(
        new PolicyStatement({ actions: ["rds:DeleteDBInstance"], resources: [arnOf("db", instance)] }),
      );
    }
    return new AwsCustomResource(this, "Settings", {
      onUpdate: modify,
      onDelete: isProduction(stage) ? undefined : deleteInstance,
      policy: AwsCustomResourcePolicy.fromStatements(statements),
      installLatestAwsSdk: false,
      logGroup: createLogGroup(this, "SettingsLog"),
    });
  }
}

function acknowledgeExpress(cluster: CfnDBCluster): void {
  const reasons = {
    "AwsSolutions-RDS2":
      "Express clusters are always encrypted with a key that RDS owns; RDS rejects the property.",
    "AwsSolutions-RDS6": "Express clusters support IAM authentication only; RDS rejects the property.",
    "AwsSolutions-RDS10": "The call after the creation turns deletion protection on in production.",
    "AwsSolutions-RDS11": "The internet access gateway supports this port only, and requires an IAM token.",
    "CloudFormation-Validate::F3002": "The schema in this version of CDK predates the property.",
  };
  for (const [id, reason] of Object.entries(reasons)) acknowledge(cluster, id, reason);
}
