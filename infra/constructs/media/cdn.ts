import { createHash } from "node:crypto";
import { Duration, Stack } from "aws-cdk-lib";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  KeyGroup,
  PriceClass,
  PublicKey,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";
import { ORIGINAL_KEY_PATTERN } from "@/lib/runs/keys";
import { acknowledge, permit } from "../shared/permission";
import type { Workload } from "../shared/workload";
import type { MediaBuckets } from "./buckets";

interface CdnProps {
  stage: string;
  buckets: MediaBuckets;
  origins: string[];
  /** Public keys in PEM. The first one signs links; links signed with the others stay valid. */
  publicKeys: string[];
}

/** A CloudFront distribution for both media buckets that serves signed URLs only. */
export class Cdn extends Construct {
  readonly url: string;
  readonly keyPairId: string;
  /** Empty until a person stores the private key in it; CloudFormation never has the value. */
  readonly privateKey: Secret;

  constructor(scope: Construct, id: string, { stage, buckets, origins, publicKeys }: CdnProps) {
    super(scope, id);
    const keys = publicKeys.map((pem) => this.publicKey(stage, pem));
    const [signing] = keys;
    if (!signing) throw new Error("Expected at least one public key for the CDN");
    this.keyPairId = signing.publicKeyId;
    this.privateKey = new Secret(this, "PrivateKey", {
      secretName: physicalName(stage, "cdn-private-key"),
      description: "Private key that signs CloudFront URLs, in PEM",
    });
    acknowledge(
      this.privateKey,
      "AwsSolutions-SMG4",
      "The public key is a setting of the deployment, so a person changes both together.",
    );
    const shared: Omit<BehaviorOptions, "origin"> = {
      trustedKeyGroups: [new KeyGroup(this, "KeyGroup", { items: keys })],
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: this.cachePolicy(),
      responseHeadersPolicy: this.headersPolicy(origins),
      // Videos and images are already compressed.
      compress: false,
    };
    const distribution = new Distribution(this, "Distribution", {
      comment: physicalName(stage, "media"),
      defaultBehavior: { ...shared, origin: S3BucketOrigin.withOriginAccessControl(buckets.derived) },
      additionalBehaviors: {
        [`/${ORIGINAL_KEY_PATTERN}`]: {
          ...shared,
          origin: S3BucketOrigin.withOriginAccessControl(buckets.uploads),
        },
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: buckets.logs,
      logFilePrefix: "cdn/",
    });
    this.url = `https://${distribution.distributionDomainName}`;
    acknowledge(
      distribution,
      "AwsSolutions-CFR1",
      "Racers train and travel in many countries, so there is no geo restriction.",
    );
    acknowledge(
      distribution,
      "AwsSolutions-CFR2",
      "The distribution serves signed URLs only, which the application gives to signed-in people.",
    );
    acknowledge(
      distribution,
      "AwsSolutions-CFR4",
      "The distribution uses its CloudFront domain, whose certificate and TLS version CloudFront sets.",
    );
  }

  private publicKey(stage: string, pem: string): PublicKey {
    // CloudFront cannot update a public key, so each key has its own logical id.
    const fingerprint = createHash("sha256").update(pem.replace(/\s/g, "")).digest("hex").slice(0, 8);
    const key = new PublicKey(this, `PublicKey${fingerprint}`, {
      encodedKey: pem,
      comment: physicalName(stage, "links"),
    });
    // The Web stack imports the id of the signing key, and CloudFormation does not delete an export in use:
    // the export of the old key must remain until that stack is updated.
    Stack.of(this).exportValue(key.publicKeyId);
    return key;
  }

  private cachePolicy(): CachePolicy {
    return new CachePolicy(this, "Cache", {
      comment: `Media of ${Stack.of(this).stackName}`,
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.days(1),
      // S3 sets the response headers of a download from these parameters.
      queryStringBehavior: CacheQueryStringBehavior.allowList(
        "response-content-disposition",
        "response-content-type",
      ),
    });
  }

  private headersPolicy(origins: string[]): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, "Headers", {
      corsBehavior: {
        accessControlAllowOrigins: origins,
        accessControlAllowMethods: ["GET", "HEAD"],
        accessControlAllowHeaders: ["Range", "If-Range", "If-None-Match"],
        accessControlExposeHeaders: ["ETag", "Content-Range", "Content-Length", "Accept-Ranges"],
        accessControlAllowCredentials: false,
        accessControlMaxAge: Duration.hours(1),
        originOverride: true,
      },
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
    });
  }
}

/** Allows the workload to sign CloudFront URLs. */
export function bindCdn(workload: Workload, cdn: Pick<Cdn, "url" | "keyPairId" | "privateKey">): void {
  workload.set({
    CDN_URL: cdn.url,
    CDN_KEY_PAIR_ID: cdn.keyPairId,
    CDN_PRIVATE_KEY_ARN: cdn.privateKey.secretArn,
  });
  permit(workload.role, "Cdn", {
    actions: ["secretsmanager:GetSecretValue"],
    resources: [cdn.privateKey.secretArn],
  });
}
