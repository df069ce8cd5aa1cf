import { readFileSync } from "node:fs";
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Cdn } from "@/infra/constructs/media/cdn";
import { Media } from "@/infra/constructs/media/media";
import type { Settings } from "../settings";

/** What people uploaded and what was made of it, and the way to the world for both. */
export class MediaStack extends Stack {
  readonly media: Media;
  readonly cdn?: Cdn;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings; origins: string[] }) {
    super(scope, id, props);
    const { origins, settings } = props;
    this.media = new Media(this, "Media", { stage: settings.stage, origins });
    if (settings.cdnPublicKey === undefined) return;
    this.cdn = new Cdn(this, "Cdn", {
      stage: settings.stage,
      media: this.media,
      origins,
      publicKeys: settings.cdnPublicKey.map((file) => readFileSync(file, "utf8")),
    });
    new CfnOutput(this, "PrivateKeySecret", { value: this.cdn.privateKey.secretName });
  }
}
