import { type App, type Environment, Stack, Tags, Validations } from "aws-cdk-lib";
import { CustomResourceConfig } from "aws-cdk-lib/custom-resources";
import { NEW_PROJECT_DEFAULT_CONTEXT } from "aws-cdk-lib/cx-api";
import { AwsSolutionsChecks } from "cdk-nag";
import type { Sources } from "@/infra/bundle/bundles";
import { amplifyMetrics, loadBalancerMetrics } from "@/infra/constructs/operations/metrics";
import { configureCdkFunctions } from "@/infra/constructs/shared/cdk-functions";
import { LOG_RETENTION } from "@/infra/constructs/shared/logs";
import { hasFirewall, type Settings } from "./settings";
import { AmplifyAppStack, customDomainAddress, type WebAddress } from "./stacks/amplify-app";
import { DataStack } from "./stacks/data";
import { MediaStack } from "./stacks/media";
import { NetworkStack, needsNetwork } from "./stacks/network";
import { OperationsStack } from "./stacks/operations";
import { PipelineStack } from "./stacks/pipeline";
import { SignInStack } from "./stacks/sign-in";
import { FIREWALL_REGION, FirewallStack, WebStack } from "./stacks/web";

/** The feature flags that CDK recommends for new applications, and exceptions. */
export const FEATURES: Record<string, unknown> = {
  ...NEW_PROJECT_DEFAULT_CONTEXT,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/core:validateAgainstDefaultRules": true,
  // The default security group is unused, and the flag adds a function that may change every security group.
  "@aws-cdk/aws-ec2:restrictDefaultSecurityGroup": false,
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
};

export interface DeploymentOptions {
  /** Unknown when nothing is deployed. */
  account?: string;
  /** Amplify builds this commit; without it, the newest commit of the branch. */
  commit?: string;
  /** Runs cdk-nag during synthesis. */
  securityChecks?: boolean;
}

/**
 * Defines the stacks of one stage. The database with its migrations comes before the code that needs it, so a
 * failed migration stops the deployment while the previous version keeps running.
 */
export function defineStacks(
  app: App,
  settings: Settings,
  sources: Sources,
  { account, commit, securityChecks = true }: DeploymentOptions = {},
): Stack[] {
  const { stage, region, hosting } = settings;
  const env: Environment = { account, region };
  const separateFirewall = hosting === "amplify" && region !== FIREWALL_REGION && hasFirewall(settings);
  const name = (stack: string) => `SkiRacer-${stage}-${stack}`;
  const shared = (description: string) => ({
    env,
    settings,
    description: `Ski Racer, stage ${stage}: ${description}`,
    terminationProtection: stage === "prod",
    crossRegionReferences: separateFirewall,
  });

  const network = needsNetwork(settings)
    ? new NetworkStack(app, name("Network"), shared("network")).network
    : undefined;
  const address: WebAddress =
    settings.repository && hosting === "amplify"
      ? new AmplifyAppStack(app, name("AmplifyApp"), {
          ...shared("Amplify app"),
          repository: settings.repository,
        })
      : customDomainAddress(settings.domain ?? "");
  const data = new DataStack(app, name("Data"), { ...shared("database"), sources, network });
  const media = new MediaStack(app, name("Media"), {
    ...shared("media buckets and CDN"),
    origins: address.origins,
  });
  const pipeline = new PipelineStack(app, name("Pipeline"), {
    ...shared("analysis queue, worker and reconcile function"),
    sources,
    network,
    database: data.database,
  });
  const signIn = new SignInStack(app, name("SignIn"), {
    ...shared("sign-in"),
    appUrl: address.url,
    network,
  });
  const web = new WebStack(app, name("Web"), {
    ...shared("pages and API"),
    sources,
    address,
    network,
    media,
    signIn,
    commit,
    database: data.database,
  });
  const operations = new OperationsStack(app, name("Operations"), {
    ...shared("alarms, dashboard, budget and audit trail"),
    clusterName: data.database.clusterName,
    web: web.loadBalancer ? loadBalancerMetrics(web.loadBalancer) : amplifyMetrics(address.app!.appId),
  });

  // These stacks refer to each other by physical name, so CDK cannot derive the order.
  pipeline.addStackDependency(data, "the code needs the migrated tables");
  pipeline.addStackDependency(media, "the event rule and permissions name the buckets");
  web.addStackDependency(data, "the code needs the migrated tables");
  web.addStackDependency(pipeline, "the web sends to the queue");
  operations.addStackDependency(media, "the audit trail names the buckets");
  if (separateFirewall && address.app) {
    new FirewallStack(app, name("Firewall"), {
      env: { account, region: FIREWALL_REGION },
      description: `Ski Racer, stage ${stage}: firewall`,
      crossRegionReferences: true,
      stage,
      appArn: address.app.appArn,
    });
  }

  Tags.of(app).add("application", "ski-racer");
  Tags.of(app).add("stage", stage);
  const stacks = app.node.children.filter((child): child is Stack => Stack.isStack(child));
  for (const stack of stacks) configureCdkFunctions(stack);
  CustomResourceConfig.of(app).addLogRetentionLifetime(LOG_RETENTION);
  if (securityChecks) {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }));
  }
  return stacks;
}
