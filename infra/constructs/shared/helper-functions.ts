import { CfnResource, Stack } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Provider } from "aws-cdk-lib/custom-resources";
import type { Construct } from "constructs";
import { logOf } from "./logs";
import { acknowledge } from "./permission";

const BASIC =
  "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]";
const WRITES_LOGS =
  "A function of CDK's own, which only runs while something is deployed; the policy lets it write its log.";
const OWN_RUNTIME = "CDK's own function; CDK chooses the version of Node that it was tested with.";

/** The function between CloudFormation and ours, for a custom resource that ours answers: may call ours, and nothing else. */
export function providerOf(scope: Construct, onEventHandler: IFunction): Provider {
  const provider = new Provider(scope, "Provider", { onEventHandler, logGroup: logOf(scope, "ProviderLog") });
  const handler = Stack.of(provider).getLogicalId(provider.onEventHandler.node.defaultChild as CfnResource);
  acknowledge(provider, BASIC, WRITES_LOGS);
  acknowledge(provider, "AwsSolutions-L1", OWN_RUNTIME);
  acknowledge(
    provider,
    `AwsSolutions-IAM5[Resource::<${handler}.Arn>:*]`,
    "The star stands for the versions of the one function it calls.",
  );
  return provider;
}

/**
 * Those that CDK adds to a stack by itself, for calls of ours to AWS and for emptying buckets: answers what cdk-nag finds
 * in them, and gives those a log that forgets which would have none.
 */
export function settleHelpers(stack: Stack): void {
  for (const child of stack.node.children) {
    if (!/^(AWS679f53fac002430cb0da5b7982bd2287|Custom::)/.test(child.node.id)) continue;
    acknowledge(child, BASIC, WRITES_LOGS);
    acknowledge(child, "AwsSolutions-L1", OWN_RUNTIME);
    const handler = child.node.tryFindChild("Handler");
    if (handler && CfnResource.isCfnResource(handler)) {
      handler.addPropertyOverride("LoggingConfig.LogGroup", logOf(stack, `${child.node.id}Log`).logGroupName);
    }
  }
}
