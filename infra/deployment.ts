import { App, type Environment, Stack, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { Sources } from "./bundles";
import { acknowledgeHelpers } from "./constructs/helper-functions";
import { amplifyMeasures, applicationMeasures } from "./constructs/measures";
import type { Settings } from "./settings";
import { type Address, AddressStack, addressAt } from "./stacks/address";
import { DataStack } from "./stacks/data";
import { MediaStack } from "./stacks/media";
import { NetworkStack, needsNetwork } from "./stacks/network";
import { OperationsStack } from "./stacks/operations";
import { PipelineStack } from "./stacks/pipeline";
import { SignInStack } from "./stacks/sign-in";
import { FIREWALL_REGION, FirewallStack, WebStack } from "./stacks/web";

/** CDK's present defaults, where they are stricter than those it keeps for old applications. */
export const FEATURES = {
  "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true,
  "@aws-cdk/aws-s3:createDefaultLoggingPolicy": true,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/aws-ec2:restrictDefaultSecurityGroup": false,
  "@aws-cdk/core:checkSecretUsage": true,
  "@aws-cdk/core:validateAgainstDefaultRules": true,
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
  "@aws-cdk/customresources:installLatestAwsSdkDefault": false,
};

/**
 * Describes everything of one stage. The database with its migrations comes before whatever runs the code, so a migration
 * that fails stops the deployment while the old code still serves.
 */
export function describeDeployment(app: App, settings: Settings, sources: Sources, account?: string): Stack[] {
  const { stage, region, hosting } = settings;
  const env: Environment = { account, region };
  const elsewhere = hosting === "amplify" && region !== FIREWALL_REGION;
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
  const address: Address = settings.repository && hosting === "amplify"
    ? new AddressStack(app, name("Address"), { ...shared("where it is found"), repository: settings.repository })
    : addressAt(settings.domain ?? "");
  const data = new DataStack(app, name("Data"), { ...shared("the database"), sources, network });
  const media = new MediaStack(app, name("Media"), { ...shared("videos and pictures"), origins: address.origins });
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
    database: data.database,
  });
  const operations = new OperationsStack(app, name("Operations"), {
    ...shared("alarms, dashboard, budget, trail"),
    clusterName: data.database.clusterName,
    web: address.app ? amplifyMeasures(address.app.appId) : applicationMeasures(stage),
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
  for (const stack of stacks) acknowledgeHelpers(stack);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }));
  return stacks;
}
