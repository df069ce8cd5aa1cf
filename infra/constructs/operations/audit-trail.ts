import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { ReadWriteType, Trail } from "aws-cdk-lib/aws-cloudtrail";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { isProduction, physicalBucketName } from "@/infra/naming";
import { acknowledge } from "../shared/permission";

/** A CloudTrail trail of access to the media buckets and, in production, of every change in the account. */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, { stage }: { stage: string }) {
    super(scope, id);
    const production = isProduction(stage);
    const bucket = new Bucket(this, "Bucket", {
      bucketName: physicalBucketName(stage, "trail"),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          expiration: Duration.days(production ? 365 : 30),
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      autoDeleteObjects: !production,
    });
    acknowledge(bucket, "AwsSolutions-S1", "The bucket holds the trail itself, whose files are signed.");
    const trail = new Trail(this, "Trail", {
      trailName: `ski-racer-${stage}`,
      bucket,
      enableFileValidation: true,
      isMultiRegionTrail: production,
      includeGlobalServiceEvents: production,
      // The first copy of management events is free; production's trail has it.
      managementEvents: production ? ReadWriteType.ALL : ReadWriteType.NONE,
    });
    trail.addS3EventSelector(
      ["uploads", "derived"].map((name) => ({
        bucket: Bucket.fromBucketName(this, name, physicalBucketName(stage, name)),
      })),
      { readWriteType: ReadWriteType.ALL, includeManagementEvents: production },
    );
  }
}
