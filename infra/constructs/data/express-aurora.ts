import { ArnFormat, type CfnResource, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnDBCluster } from "aws-cdk-lib/aws-rds";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from "aws-cdk-lib/custom-resources";
import { Construct } from "constructs";
import { isLasting, named } from "@/infra/naming";
import { logOf } from "../shared/logs";
import { acknowledge } from "../shared/permission";
import { BACKUP_DAYS, type Database, leastAcu } from "./database";

interface ExpressAuroraProps {
  stage: string;
  maxAcu: number;
  /** The resource id of the cluster that was restored and has the name now. */
  restoredId?: string;
}

/**
 * Aurora PostgreSQL in its express configuration: no VPC, reached through AWS's internet access gateway over TLS, and only
 * with IAM tokens. RDS makes the cluster and its one instance together and takes no other wish at that moment, so what
 * its defaults lack (backups, insights, protection, our capacity) is set by a second call right after.
 */
export class ExpressAurora extends Construct implements Database {
  readonly clusterName: string;
  readonly host: string;
  readonly port: string;
  /** An express cluster has no other at the beginning. */
  readonly databaseName = "postgres";
  readonly resourceId: string;
  readonly owner = "postgres";

  constructor(scope: Construct, id: string, { stage, maxAcu, restoredId }: ExpressAuroraProps) {
    super(scope, id);
    this.clusterName = named(stage, "database");
    const cluster = new CfnDBCluster(this, "Cluster", {
      dbClusterIdentifier: this.clusterName,
      engine: "aurora-postgresql",
    });
    // A property of CDK from 2.276 on, whose command line is not on the registry yet.
    cluster.addPropertyOverride("WithExpressConfiguration", true);
    cluster.applyRemovalPolicy(isLasting(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    acknowledgeExpress(cluster);
    this.host = cluster.attrEndpointAddress;
    this.port = cluster.attrEndpointPort;
    this.resourceId = restoredId ?? cluster.attrDbClusterResourceId;
    const settings = this.settle(stage, maxAcu);
    settings.node.addDependency(cluster);
    // Nothing of the call says which cluster has the name today; a restored one needs the call as much as the first did.
    const call = settings.node.findChild("Resource").node.defaultChild as CfnResource;
    call.addPropertyOverride("cluster", this.resourceId);
  }

  private settle(stage: string, maxAcu: number): AwsCustomResource {
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
      // Nothing of the answer is needed, and the whole of it is too long for CloudFormation.
      outputPaths: ["DBCluster.Status"],
      parameters: {
        DBClusterIdentifier: this.clusterName,
        ApplyImmediately: true,
        BackupRetentionPeriod: BACKUP_DAYS,
        CopyTagsToSnapshot: true,
        DeletionProtection: isLasting(stage),
        EnablePerformanceInsights: true,
        PerformanceInsightsRetentionPeriod: 7,
        DatabaseInsightsMode: "standard",
        ServerlessV2ScalingConfiguration: { MinCapacity: leastAcu(stage), MaxCapacity: maxAcu },
      },
    };
    // A cluster is not deleted while it has an instance, and CloudFormation does not know of this one.
    const instance = `${this.clusterName}-instance-1`;
    const withdraw = {
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
    if (!isLasting(stage)) {
      statements.push(
        new PolicyStatement({ actions: ["rds:DeleteDBInstance"], resources: [arnOf("db", instance)] }),
      );
    }
    return new AwsCustomResource(this, "Settings", {
      onUpdate: modify,
      onDelete: isLasting(stage) ? undefined : withdraw,
      policy: AwsCustomResourcePolicy.fromStatements(statements),
      installLatestAwsSdk: false,
      logGroup: logOf(this, "SettingsLog"),
    });
  }
}

function acknowledgeExpress(cluster: CfnDBCluster): void {
  const reasons = {
    "AwsSolutions-RDS2":
      "Express clusters are always encrypted, with a key that RDS owns; saying so is refused.",
    "AwsSolutions-RDS6": "Express clusters know no other way to log in than IAM; saying so is refused.",
    "AwsSolutions-RDS10":
      "Protection is turned on by the call after the creation, where the stage is meant to last.",
    "AwsSolutions-RDS11": "The gateway answers at this port only, and lets in nobody without a token of IAM.",
    "CloudFormation-Validate::F3002": "The schema in this version of CDK is older than the property.",
  };
  for (const [id, reason] of Object.entries(reasons)) acknowledge(cluster, id, reason);
}
