import { Aws, CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Sources } from "@/infra/bundle/bundles";
import { bindDatabase, type Database } from "@/infra/constructs/data/database";
import { bindValkey } from "@/infra/constructs/data/valkey";
import { bindCdn } from "@/infra/constructs/media/cdn";
import { bindUploads, mediaOf } from "@/infra/constructs/media/media";
import type { BalancerNames } from "@/infra/constructs/operations/metrics";
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
import type { Address } from "./address";
import type { MediaStack } from "./media";
import type { SignInStack } from "./sign-in";

interface WebProps extends StackProps {
  settings: Settings;
  sources: Sources;
  address: Address;
  database: Database;
  media: MediaStack;
  signIn: SignInStack;
  network?: Network;
  commit?: string;
}

/** Amplify's firewall belongs to CloudFront, which has one home for the whole world. */
export const FIREWALL_REGION = "us-east-1";

/** The pages and the API, at Amplify or in containers, with a firewall before them where the stage has one. */
export class WebStack extends Stack {
  /** The load balancer before the containers. */
  balancer?: BalancerNames;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebProps,
  ) {
    super(scope, id, props);
    this.bind(props.settings.hosting === "amplify" ? this.atAmplify() : this.inContainers());
  }

  private atAmplify(): Workload {
    const { settings, address, commit } = this.props;
    const { stage, branch, domain, previews } = settings;
    const app = address.app!;
    if (settings.region === FIREWALL_REGION && hasFirewall(settings)) {
      new Waf(this, "Firewall", { stage, scope: "CLOUDFRONT", resourceArn: app.appArn });
    }
    return new AmplifyWeb(this, "Web", { stage, app, branch, domain, previews: previews === "on", commit });
  }

  private inContainers(): Workload {
    const { settings, sources, network, media } = this.props;
    const { stage, certificateArn, access } = settings;
    const web = new ContainerWeb(this, "Web", {
      stage,
      root: sources.root,
      network: network!,
      closed: access === "vpc",
      certificateArn: certificateArn!,
      logs: media.media.logs,
    });
    if (hasFirewall(settings)) {
      new Waf(this, "Firewall", { stage, scope: "REGIONAL", resourceArn: web.balancer.loadBalancerArn });
    }
    new CfnOutput(this, "Balancer", { value: web.balancer.loadBalancerDnsName });
    this.balancer = web.names;
    return web;
  }

  private bind(web: Workload): void {
    const { settings, address, database, media, signIn } = this.props;
    web.set({ APP_URL: address.url, APP_REGION: settings.region });
    bindTelemetry(web, { stage: settings.stage, service: "web" });
    // Each of Amplify's instances handles one request at a time, and a frozen one keeps its connections.
    bindDatabase(web, database, { poolMax: settings.hosting === "amplify" ? 2 : 10 });
    bindUploads(web, mediaOf(settings.stage, Aws.PARTITION));
    bindQueueSender(web, settings);
    bindSessionKey(web, signIn.key);
    if (media.cdn) bindCdn(web, media.cdn);
    if (signIn.cognito) bindCognito(web, signIn.cognito);
    if (signIn.valkey) bindValkey(web, signIn.valkey);
    if (settings.mailFrom) bindMail(web, { mailFrom: settings.mailFrom });
  }
}

/** The firewall of an application at Amplify whose other parts are not in the firewall's region. */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { stage: string; appArn: string }) {
    super(scope, id, props);
    new Waf(this, "Firewall", { stage: props.stage, scope: "CLOUDFRONT", resourceArn: props.appArn });
  }
}
