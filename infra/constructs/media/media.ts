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
import { bucketNamed, isLasting } from "@/infra/naming";
import { acknowledge, permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** What S3 says of a missing object: "not found" to whoever may list the bucket, "forbidden" to all others. */
const TELLS_MISSING = ["s3:ListBucket"];
const BECAUSE_RUNS = "Runs are made all the time; everything of a run lies under runs/ with its id.";

/**
 * Two private buckets: what people uploaded, and what analyses made of it. Every access is over TLS and written down.
 * `origins` are the addresses of the application, from which browsers send and read.
 */
export class Media extends Construct {
  readonly uploads: Bucket;
  readonly derived: Bucket;
  readonly logs: Bucket;

  constructor(scope: Construct, id: string, { stage, origins }: { stage: string; origins: string[] }) {
    super(scope, id);
    const lasting = isLasting(stage);
    const shared = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      autoDeleteObjects: !lasting,
    };
    this.logs = new Bucket(this, "Logs", {
      ...shared,
      bucketName: bucketNamed(stage, "logs"),
      // CloudFront writes its log with an ACL.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [
        { expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    acknowledge(
      this.logs,
      "AwsSolutions-S1",
      "The bucket of the logs; logging its own logging would never end.",
    );

    const kept = (name: string, methods: HttpMethods[]) =>
      new Bucket(this, name === "uploads" ? "Uploads" : "Derived", {
        ...shared,
        bucketName: bucketNamed(stage, name),
        versioned: true,
        serverAccessLogsBucket: this.logs,
        serverAccessLogsPrefix: `s3/${name}/`,
        cors: [
          {
            allowedOrigins: origins,
            allowedMethods: methods,
            allowedHeaders: ["*"],
            exposedHeaders: ["ETag", "Content-Range", "Content-Length", "Accept-Ranges"],
            maxAge: 3000,
          },
        ],
        lifecycleRules: [
          {
            id: "clean",
            abortIncompleteMultipartUploadAfter: Duration.days(1),
            noncurrentVersionExpiration: Duration.days(30),
            expiredObjectDeleteMarker: true,
          },
          {
            id: "cool",
            transitions: [
              { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) },
            ],
          },
        ],
      });
    this.uploads = kept("uploads", [HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD]);
    this.derived = kept("derived", [HttpMethods.GET, HttpMethods.HEAD]);
    const uploads = this.uploads.node.defaultChild as CfnBucket;
    // CDK's own switch for this brings a function that may change the notifications of every bucket.
    uploads.addPropertyOverride(
      "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled",
      true,
    );
  }
}

interface Buckets {
  uploads: { name: string; arn: string };
  derived: { name: string; arn: string };
}

/** The two buckets by their names, for those who live in other stacks. */
export const mediaOf = (stage: string, partition: string): Buckets => {
  const bucket = (what: string) => {
    const name = bucketNamed(stage, what);
    return { name, arn: `arn:${partition}:s3:::${name}` };
  };
  return { uploads: bucket("uploads"), derived: bucket("derived") };
};

function bindNames(workload: Workload, { uploads, derived }: Buckets): void {
  workload.set({ MEDIA_BUCKET: uploads.name, DERIVED_BUCKET: derived.name });
}

/** Begins, ends and gives up uploads, reads what is there, and takes a run's files away when its owner says so. */
export function bindUploads(workload: Workload, buckets: Buckets): void {
  bindNames(workload, buckets);
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
      resources: [`${buckets.uploads.arn}/runs/*/original.*`],
      because: `${BECAUSE_RUNS} Each has one original.`,
    },
    {
      actions: ["s3:GetObject", "s3:DeleteObject"],
      resources: [`${buckets.derived.arn}/runs/*`],
      because: BECAUSE_RUNS,
    },
    { actions: TELLS_MISSING, resources: [buckets.uploads.arn, buckets.derived.arn] },
  );
}

/** Reads originals, ends uploads that nobody ended, and writes what an analysis makes. Deletes no result. */
export function bindAnalyses(workload: Workload, buckets: Buckets): void {
  bindNames(workload, buckets);
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
      resources: [`${buckets.uploads.arn}/runs/*/original.*`],
      because: `${BECAUSE_RUNS} Each has one original.`,
    },
    {
      actions: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
      resources: [`${buckets.derived.arn}/runs/*`],
      because: BECAUSE_RUNS,
    },
    { actions: TELLS_MISSING, resources: [buckets.uploads.arn, buckets.derived.arn] },
  );
}
