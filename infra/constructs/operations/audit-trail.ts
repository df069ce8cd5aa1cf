import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { ReadWriteType, Trail } from "aws-cdk-lib/aws-cloudtrail";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { bucketNamed, isLasting } from "@/infra/naming";
import { acknowledge } from "../shared/permission";

/**
 * Who did what: every access to the media by their keys, and in production every change of the account. Kept a year,
 * with a signature that shows whether somebody changed it.
 */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, { stage }: { stage: string }) {
    super(scope, id);
    const lasting = isLasting(stage);
    const kept = new Bucket(this, "Kept", {
      bucketName: bucketNamed(stage, "trail"),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          expiration: Duration.days(lasting ? 365 : 30),
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      autoDeleteObjects: !lasting,
    });
    acknowledge(kept, "AwsSolutions-S1", "The record itself; the trail already signs what it writes.");
    const trail = new Trail(this, "Trail", {
      trailName: `ski-racer-${stage}`,
      bucket: kept,
      enableFileValidation: true,
      isMultiRegionTrail: lasting,
      includeGlobalServiceEvents: lasting,
      // The account is written down once, by production; a second copy is what costs.
      managementEvents: lasting ? ReadWriteType.ALL : ReadWriteType.NONE,
    });
    trail.addS3EventSelector(
      ["uploads", "derived"].map((what) => ({
        bucket: Bucket.fromBucketName(this, what, bucketNamed(stage, what)),
      })),
      { readWriteType: ReadWriteType.ALL, includeManagementEvents: lasting },
    );
  }
}
