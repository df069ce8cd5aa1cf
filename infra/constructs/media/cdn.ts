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
import { named } from "@/infra/naming";
import { acknowledge, permit } from "../shared/permission";
import type { Workload } from "../shared/workload";
import type { Media } from "./media";

interface CdnProps {
  stage: string;
  media: Media;
  origins: string[];
  /** Public halves, in PEM. Links are signed with the first; those of the others are still answered. */
  publicKeys: string[];
}

/**
 * CloudFront in front of both buckets: it alone may read them for the world, and it answers only links that the
 * application signed. `/runs/<run>/original.*` is the upload, all else what analyses made.
 */
export class Cdn extends Construct {
  readonly url: string;
  readonly keyPairId: string;
  /** Empty until a person puts the private half into it; CloudFormation never sees that. */
  readonly privateKey: Secret;

  constructor(scope: Construct, id: string, { stage, media, origins, publicKeys }: CdnProps) {
    super(scope, id);
    const keys = publicKeys.map((pem) => this.publicKey(stage, pem));
    const [signing] = keys;
    if (!signing) throw new Error("a CDN without a key would answer nobody");
    this.keyPairId = signing.publicKeyId;
    this.privateKey = new Secret(this, "PrivateKey", {
      secretName: named(stage, "cdn-private-key"),
      description: "Signs links of the CDN. Put the private key here, in PEM.",
    });
    acknowledge(
      this.privateKey,
      "AwsSolutions-SMG4",
      "Its public half is a setting of the deployment, so both are changed together, by a person.",
    );
    const shared: Omit<BehaviorOptions, "origin"> = {
      trustedKeyGroups: [new KeyGroup(this, "KeyGroup", { items: keys })],
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: this.cachePolicy(),
      responseHeadersPolicy: this.headersPolicy(origins),
      // Videos and pictures are packed already.
      compress: false,
    };
    const distribution = new Distribution(this, "Distribution", {
      comment: named(stage, "media"),
      defaultBehavior: { ...shared, origin: S3BucketOrigin.withOriginAccessControl(media.derived) },
      additionalBehaviors: {
        "/runs/*/original.*": { ...shared, origin: S3BucketOrigin.withOriginAccessControl(media.uploads) },
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: media.logs,
      logFilePrefix: "cdn/",
    });
    this.url = `https://${distribution.distributionDomainName}`;
    acknowledge(
      distribution,
      "AwsSolutions-CFR1",
      "Racers train and travel everywhere; no country is shut out.",
    );
    acknowledge(
      distribution,
      "AwsSolutions-CFR2",
      "Only links that the application signed are answered, and it gives them to people who signed in.",
    );
    acknowledge(
      distribution,
      "AwsSolutions-CFR4",
      "The address of CloudFront's own domain, whose certificate and TLS version CloudFront chooses.",
    );
  }

  private publicKey(stage: string, pem: string): PublicKey {
    // CloudFront's keys never change: another key is another resource, so its id is made of what it is.
    const print = createHash("sha256").update(pem.replace(/\s/g, "")).digest("hex").slice(0, 8);
    const key = new PublicKey(this, `PublicKey${print}`, {
      encodedKey: pem,
      comment: named(stage, "links"),
    });
    // The web imports the id of the one that signs, and nothing in use can be taken away: the old one has to be there, under
    // the same name, until the web has changed to the new one.
    Stack.of(this).exportValue(key.publicKeyId);
    return key;
  }

  private cachePolicy(): CachePolicy {
    return new CachePolicy(this, "Cache", {
      comment: `Media of ${Stack.of(this).stackName}`,
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.days(1),
      // S3 names and types a download by these; the same object without them is another answer.
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

/** Signs links that the CDN answers. */
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
