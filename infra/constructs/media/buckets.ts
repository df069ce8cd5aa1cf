import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
  StorageClass,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { isProduction, physicalBucketName } from "@/infra/naming";
import { ORIGINAL_KEY_PATTERN, RUN_KEY_PATTERN } from "@/lib/runs/keys";
import { acknowledge, permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/**
 * The private buckets of originals (`uploads`) and of artifacts (`derived`), and the bucket of their access
 * logs. `origins` are the addresses of the application, from which browsers upload and play.
 */
export class MediaBuckets extends Construct {
  readonly uploads: Bucket;
  readonly derived: Bucket;
  readonly logs: Bucket;

  constructor(scope: Construct, id: string, { stage, origins }: { stage: string; origins: string[] }) {
    super(scope, id);
    const production = isProduction(stage);
    const shared = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      autoDeleteObjects: !production,
    };
    this.logs = new Bucket(this, "Logs", {
      ...shared,
      bucketName: physicalBucketName(stage, "logs"),
      // CloudFront's standard logging requires ACLs.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [
        { expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    acknowledge(
      this.logs,
      "AwsSolutions-S1",
      "A bucket that logs its own log deliveries never stops logging.",
    );

    const mediaBucket = (constructId: string, name: string, allowedMethods: HttpMethods[]) =>
      new Bucket(this, constructId, {
        ...shared,
        bucketName: physicalBucketName(stage, name),
        versioned: true,
        serverAccessLogsBucket: this.logs,
        serverAccessLogsPrefix: `s3/${name}/`,
        cors: [
          {
            allowedOrigins: origins,
            allowedMethods,
            allowedHeaders: ["*"],
            exposedHeaders: ["ETag", "Content-Range", "Content-Length", "Accept-Ranges"],
            maxAge: 3000,
          },
        ],
        lifecycleRules: [
          {
            id: "expire",
            abortIncompleteMultipartUploadAfter: Duration.days(1),
            noncurrentVersionExpiration: Duration.days(30),
            expiredObjectDeleteMarker: true,
          },
          {
            id: "intelligent-tiering",
            transitions: [
              { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) },
            ],
          },
        ],
      });
    this.uploads = mediaBucket("Uploads", "uploads", [HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD]);
    this.derived = mediaBucket("Derived", "derived", [HttpMethods.GET, HttpMethods.HEAD]);
    const uploads = this.uploads.node.defaultChild as CfnBucket;
    // The property eventBridgeEnabled adds a function that may change the notifications of every bucket.
    uploads.addPropertyOverride(
      "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled",
      true,
    );
  }
}

interface BucketRef {
  name: string;
  arn: string;
}

interface MediaBucketRefs {
  uploads: BucketRef;
  derived: BucketRef;
}

/** Returns the media buckets by name, for stacks that do not import them. */
export const mediaBucketRefs = (stage: string, partition: string): MediaBucketRefs => {
  const bucket = (bucketName: string): BucketRef => {
    const name = physicalBucketName(stage, bucketName);
    return { name, arn: `arn:${partition}:s3:::${name}` };
  };
  return { uploads: bucket("uploads"), derived: bucket("derived") };
};

/** Allows the workload to create, finish and abort uploads, read media, and delete the files of runs. */
export function bindUploads(workload: Workload, buckets: MediaBucketRefs): void {
  bindMedia(workload, buckets, ["s3:GetObject", "s3:DeleteObject"]);
}

/** Allows the workload to read originals, finish uploads, and write artifacts, which it cannot delete. */
export function bindAnalyses(workload: Workload, buckets: MediaBucketRefs): void {
  bindMedia(workload, buckets, ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]);
}

function bindMedia(
  workload: Workload,
  { uploads, derived }: MediaBucketRefs,
  artifactActions: string[],
): void {
  workload.set({ MEDIA_BUCKET: uploads.name, DERIVED_BUCKET: derived.name });
  permit(
    workload.role,
    "Media",
    {
      actions: [
        "s3:GetObject",
        "s3:PutObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
        "s3:DeleteObject",
      ],
      resources: [`${uploads.arn}/${ORIGINAL_KEY_PATTERN}`],
      reason: "Run ids are created at run time; each run has one original.",
    },
    {
      actions: artifactActions,
      resources: [`${derived.arn}/${RUN_KEY_PATTERN}`],
      reason: "Run ids are created at run time; all files of a run have its id as prefix.",
    },
    // Without it S3 answers 403 instead of 404 for a missing object.
    { actions: ["s3:ListBucket"], resources: [uploads.arn, derived.arn] },
  );
}
