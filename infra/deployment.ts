import { type App, type Environment, Stack, Tags, Validations } from "aws-cdk-lib";
import { CustomResourceConfig } from "aws-cdk-lib/custom-resources";
import { NEW_PROJECT_DEFAULT_CONTEXT } from "aws-cdk-lib/cx-api";
import { AwsSolutionsChecks } from "cdk-nag";
import type { Sources } from "@/infra/bundle/bundles";
import { amplifyMeasures, balancerMeasures } from "@/infra/constructs/operations/metrics";
import { settleHelpers } from "@/infra/constructs/shared/helper-functions";
import { LOG_RETENTION } from "@/infra/constructs/shared/logs";
import { hasFirewall, type Settings } from "./settings";
import { type Address, AddressStack, addressAt } from "./stacks/address";
import { DataStack } from "./stacks/data";
import { MediaStack } from "./stacks/media";
import { NetworkStack, needsNetwork } from "./stacks/network";
import { OperationsStack } from "./stacks/operations";
import { PipelineStack } from "./stacks/pipeline";
import { SignInStack } from "./stacks/sign-in";
import { FIREWALL_REGION, FirewallStack, WebStack } from "./stacks/web";

/** What CDK recommends for new applications today, and where we know better. */
export const FEATURES: Record<string, unknown> = {
  ...NEW_PROJECT_DEFAULT_CONTEXT,
  // What is granted twice is written once.
  "@aws-cdk/aws-iam:minimizePolicies": true,
  // A template that CloudFormation would refuse is refused here.
  "@aws-cdk/core:validateAgainstDefaultRules": true,
  // Nothing wears the default group, and closing it takes a function with rights over every group.
  "@aws-cdk/aws-ec2:restrictDefaultSecurityGroup": false,
  // An export in use cannot be taken away under whoever uses it.
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
 * Describes everything of one stage. The database with its migrations comes before whatever runs the code, so a migration
 * that fails stops the deployment while the old code still serves.
 */
export function describeDeployment(
  app: App,
  settings: Settings,
  sources: Sources,
  { account, commit, securityChecks = true }: DeploymentOptions = {},
): Stack[] {
  const { stage, region, hosting } = settings;
  const env: Environment = { account, region };
  const elsewhere = hosting === "amplify" && region !== FIREWALL_REGION && hasFirewall(settings);
  const name = (what: string) => `SkiRacer-${stage}-${what}`;
  const shared = (description: string) => ({
    env,
    settings,
    description: `Ski Racer, stage ${stage}: ${description}`,
    terminationProtection: stage === "prod",
    crossRegionReferences: elsewhere,
  });

  const network = needsNetwork(settings)
    ? new NetworkStack(app, name("Network"), shared("the network")).network
    : undefined;
  const address: Address =
    settings.repository && hosting === "amplify"
      ? new AddressStack(app, name("Address"), {
          ...shared("where it is found"),
          repository: settings.repository,
        })
      : addressAt(settings.domain ?? "");
  const data = new DataStack(app, name("Data"), { ...shared("the database"), sources, network });
  const media = new MediaStack(app, name("Media"), {
    ...shared("videos and pictures"),
    origins: address.origins,
  });
  const pipeline = new PipelineStack(app, name("Pipeline"), {
    ...shared("from a clip to its result"),
    sources,
    network,
    database: data.database,
  });
  const signIn = new SignInStack(app, name("SignIn"), {
    ...shared("signing in"),
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
    ...shared("alarms, dashboard, budget, trail"),
    clusterName: data.database.clusterName,
    web: web.balancer ? balancerMeasures(web.balancer) : amplifyMeasures(address.app!.appId),
  });

  // They know each other by name only, so CDK would not see the order by itself.
  pipeline.addStackDependency(data, "new code needs the new tables");
  pipeline.addStackDependency(media, "its rule and permissions name the buckets");
  web.addStackDependency(data, "new code needs the new tables");
  web.addStackDependency(pipeline, "it asks the queue");
  operations.addStackDependency(media, "the trail names the buckets");
  if (elsewhere && address.app) {
    new FirewallStack(app, name("Firewall"), {
      env: { account, region: FIREWALL_REGION },
      description: `Ski Racer, stage ${stage}: the firewall`,
      crossRegionReferences: true,
      stage,
      appArn: address.app.appArn,
    });
  }

  Tags.of(app).add("application", "ski-racer");
  Tags.of(app).add("stage", stage);
  const stacks = app.node.children.filter((child): child is Stack => Stack.isStack(child));
  for (const stack of stacks) settleHelpers(stack);
  CustomResourceConfig.of(app).addLogRetentionLifetime(LOG_RETENTION);
  if (securityChecks) {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }));
  }
  return stacks;
}
