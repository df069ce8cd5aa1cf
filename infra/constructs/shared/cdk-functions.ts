import { CfnResource, Stack } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Provider } from "aws-cdk-lib/custom-resources";
import type { Construct } from "constructs";
import { createLogGroup } from "./logs";
import { acknowledge } from "./permission";

const BASIC_EXECUTION_POLICY =
  "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]";
const ONLY_DURING_DEPLOYMENT =
  "A function that CDK adds and that runs during deployments only; the policy lets it write its log.";
const CDK_RUNTIME = "A function that CDK adds; CDK chooses the Node.js version.";

/** Creates the provider of a custom resource; it may invoke the given function only. */
export function createProvider(scope: Construct, onEventHandler: IFunction): Provider {
  const logGroup = createLogGroup(scope, "ProviderLog");
  const provider = new Provider(scope, "Provider", { onEventHandler, logGroup });
  const handler = Stack.of(provider).getLogicalId(provider.onEventHandler.node.defaultChild as CfnResource);
  acknowledge(provider, BASIC_EXECUTION_POLICY, ONLY_DURING_DEPLOYMENT);
  acknowledge(provider, "AwsSolutions-L1", CDK_RUNTIME);
  acknowledge(
    provider,
    `AwsSolutions-IAM5[Resource::<${handler}.Arn>:*]`,
    "The wildcard matches the versions of the one function that it invokes.",
  );
  return provider;
}

/**
 * Configures the functions that CDK adds to a stack (AWS SDK calls, emptying of buckets): acknowledges their
 * cdk-nag findings, and gives a log group with retention to those that lack one.
 */
export function configureCdkFunctions(stack: Stack): void {
  for (const child of stack.node.children) {
    if (!/^(AWS679f53fac002430cb0da5b7982bd2287|Custom::)/.test(child.node.id)) continue;
    acknowledge(child, BASIC_EXECUTION_POLICY, ONLY_DURING_DEPLOYMENT);
    acknowledge(child, "AwsSolutions-L1", CDK_RUNTIME);
    const handler = child.node.tryFindChild("Handler");
    if (handler && CfnResource.isCfnResource(handler)) {
      const { logGroupName } = createLogGroup(stack, `${child.node.id}Log`);
      handler.addPropertyOverride("LoggingConfig.LogGroup", logGroupName);
    }
  }
}
