import { readFileSync } from "node:fs";
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { MediaBuckets } from "@/infra/constructs/media/buckets";
import { Cdn } from "@/infra/constructs/media/cdn";
import type { Settings } from "../settings";

/** The media buckets and, with a public key, the CloudFront distribution. */
export class MediaStack extends Stack {
  readonly buckets: MediaBuckets;
  readonly cdn?: Cdn;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings; origins: string[] }) {
    super(scope, id, props);
    const { origins, settings } = props;
    this.buckets = new MediaBuckets(this, "Media", { stage: settings.stage, origins });
    if (settings.cdnPublicKey === undefined) return;
    this.cdn = new Cdn(this, "Cdn", {
      stage: settings.stage,
      buckets: this.buckets,
      origins,
      publicKeys: settings.cdnPublicKey.map((file) => readFileSync(file, "utf8")),
    });
    new CfnOutput(this, "PrivateKeySecret", { value: this.cdn.privateKey.secretName });
  }
}
