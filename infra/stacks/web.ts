import { Aws, CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Sources } from "@/infra/bundle/bundles";
import { bindDatabase, type Database } from "@/infra/constructs/data/database";
import { bindValkey } from "@/infra/constructs/data/valkey";
import { bindUploads, mediaBucketRefs } from "@/infra/constructs/media/buckets";
import { bindCdn } from "@/infra/constructs/media/cdn";
import type { LoadBalancerNames } from "@/infra/constructs/operations/metrics";
import { bindTelemetry } from "@/infra/constructs/operations/telemetry";
import { bindMail } from "@/infra/constructs/shared/mail";
import type { Network } from "@/infra/constructs/shared/network";
import type { Workload } from "@/infra/constructs/shared/workload";
import { AmplifyWeb } from "@/infra/constructs/web/amplify-web";
import { ContainerWeb } from "@/infra/constructs/web/container-web";
import { bindCognito, bindSessionKey } from "@/infra/constructs/web/sign-in";
import { Waf } from "@/infra/constructs/web/waf";
import { bindQueueSender } from "@/infra/constructs/worker/analysis-queue";
import { hasFirewall, type Settings } from "../settings";
import type { WebAddress } from "./amplify-app";
import type { MediaStack } from "./media";
import type { SignInStack } from "./sign-in";

interface WebProps extends StackProps {
  settings: Settings;
  sources: Sources;
  address: WebAddress;
  database: Database;
  media: MediaStack;
  signIn: SignInStack;
  network?: Network;
  commit?: string;
}

/** Web ACLs with scope CLOUDFRONT, which Amplify uses, exist in this region only. */
export const FIREWALL_REGION = "us-east-1";

/** The pages and the API on Amplify or Fargate, with an optional firewall. */
export class WebStack extends Stack {
  /** Set with hosting=container. */
  loadBalancer?: LoadBalancerNames;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebProps,
  ) {
    super(scope, id, props);
    this.bind(props.settings.hosting === "amplify" ? this.addAmplify() : this.addContainers());
  }

  private addAmplify(): Workload {
    const { settings, address, commit } = this.props;
    const { stage, branch, domain, previews } = settings;
    const app = address.app!;
    if (settings.region === FIREWALL_REGION && hasFirewall(settings)) {
      new Waf(this, "Firewall", { stage, scope: "CLOUDFRONT", resourceArn: app.appArn });
    }
    return new AmplifyWeb(this, "Web", { stage, app, branch, domain, previews: previews === "on", commit });
  }

  private addContainers(): Workload {
    const { settings, sources, network, media } = this.props;
    const { stage, certificateArn, access } = settings;
    const web = new ContainerWeb(this, "Web", {
      stage,
      root: sources.root,
      network: network!,
      isolated: access === "vpc",
      certificateArn: certificateArn!,
      logs: media.buckets.logs,
    });
    if (hasFirewall(settings)) {
      new Waf(this, "Firewall", { stage, scope: "REGIONAL", resourceArn: web.loadBalancer.loadBalancerArn });
    }
    new CfnOutput(this, "LoadBalancer", { value: web.loadBalancer.loadBalancerDnsName });
    this.loadBalancer = web.names;
    return web;
  }

  private bind(web: Workload): void {
    const { settings, address, database, media, signIn } = this.props;
    web.set({ APP_URL: address.url, APP_REGION: settings.region });
    bindTelemetry(web, { stage: settings.stage, service: "web" });
    // An Amplify instance handles one request at a time, and keeps its connections while it is frozen.
    bindDatabase(web, database, { poolMax: settings.hosting === "amplify" ? 2 : 10 });
    bindUploads(web, mediaBucketRefs(settings.stage, Aws.PARTITION));
    bindQueueSender(web, settings);
    bindSessionKey(web, signIn.key);
    if (media.cdn) bindCdn(web, media.cdn);
    if (signIn.cognito) bindCognito(web, signIn.cognito);
    if (signIn.valkey) bindValkey(web, signIn.valkey);
    if (settings.mailFrom) bindMail(web, { mailFrom: settings.mailFrom });
  }
}

/** The firewall of an Amplify app in another region than the firewall's. */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { stage: string; appArn: string }) {
    super(scope, id, props);
    new Waf(this, "Firewall", { stage: props.stage, scope: "CLOUDFRONT", resourceArn: props.appArn });
  }
}
