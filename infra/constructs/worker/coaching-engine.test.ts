import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { expect, test } from "vitest";
import { readSettings } from "@/infra/settings";
import { bindCoachingEngine } from "./coaching-engine";

const ACCOUNT = "123456789012";

/** Returns the resources that a worker may call with this model id. */
function grantsFor(modelId: string): { resources: string[]; through?: string }[] {
  const stack = new Stack(new App(), "Test", { env: { account: ACCOUNT, region: "us-east-1" } });
  const role = new Role(stack, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  const variables: Record<string, string> = {};
  const context: Record<string, string> = { repository: "https://example.org/ski-racer", modelId };
  bindCoachingEngine(
    { role, set: (more) => Object.assign(variables, more) },
    readSettings((name) => context[name]),
  );
  expect(variables.BEDROCK_MODEL_ID).toBe(modelId);
  const [policy] = Object.values(Template.fromStack(stack).findResources("AWS::IAM::Policy"));
  const text = JSON.stringify(policy!.Properties.PolicyDocument.Statement).replaceAll(
    /\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},("[^"]+")\]\]\}/g,
    (_, rest: string) => `"arn:aws${rest.slice(1)}`,
  );
  interface Statement {
    Resource: string | string[];
    Condition?: { StringEquals: Record<string, string> };
  }
  return (JSON.parse(text) as Statement[]).map(({ Resource, Condition }) => ({
    resources: [Resource].flat(),
    ...(Condition && { through: Condition.StringEquals["bedrock:InferenceProfileArn"] }),
  }));
}

const PROFILE = `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/us.amazon.nova-2-lite-v1:0`;
const inRegion = (region: string, model: string) => `arn:aws:bedrock:${region}::foundation-model/${model}`;
const THROUGH_THE_PROFILE = [
  { resources: [PROFILE] },
  {
    resources: ["us-east-1", "us-east-2", "us-west-2"].map((region) =>
      inRegion(region, "amazon.nova-2-lite-v1:0"),
    ),
    through: PROFILE,
  },
];

test.each([
  ["its id", "us.amazon.nova-2-lite-v1:0"],
  ["its ARN", PROFILE],
])("a worker with a profile given by %s may call it, and its models only through it", (_, modelId) => {
  expect(grantsFor(modelId)).toEqual(THROUGH_THE_PROFILE);
});

test.each([
  ["its id", "amazon.nova-lite-v1:0"],
  ["its ARN", inRegion("us-east-1", "amazon.nova-lite-v1:0")],
])("a worker with a model given by %s may call this model only", (_, modelId) => {
  expect(grantsFor(modelId)).toEqual([{ resources: [inRegion("us-east-1", "amazon.nova-lite-v1:0")] }]);
});
