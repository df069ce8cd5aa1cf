import type { Duration, Size } from "aws-cdk-lib";
import { SubnetType } from "aws-cdk-lib/aws-ec2";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { createLogGroup } from "./logs";
import type { VpcPlacement } from "./network";
import { acknowledge, permit } from "./permission";
import type { Workload } from "./workload";

interface AppFunctionProps {
  /** A folder with `index.mjs`, as `npm run bundle` writes it. */
  folder: string;
  name: string;
  description: string;
  timeout: Duration;
  memoryMb: number;
  ephemeralStorage?: Size;
  /** Runs the function in the isolated subnets of a VPC. */
  placement?: VpcPlacement;
}

/** A bundle as a Lambda function. Its role may write its log and its traces until `permit` adds more. */
export class AppFunction extends Construct implements Workload {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: AppFunctionProps) {
    super(scope, id);
    const logGroup = createLogGroup(this);
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `Execution role of ${props.name}`,
    });
    permit(this.role, "Log", {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${logGroup.logGroupArn}`],
      reason: "The ARN of a log group ends in a wildcard for its streams.",
    });
    permit(this.role, "Trace", {
      actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resources: ["*"],
      reason: "X-Ray actions do not support resource-level permissions.",
    });
    if (props.placement) this.permitNetworkInterfaces();
    this.function = new LambdaFunction(this, "Function", {
      functionName: props.name,
      description: props.description,
      code: Code.fromAsset(props.folder),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Without this the construct attaches AWS's broad managed policies to the role.
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      tracing: Tracing.ACTIVE,
      environment: { NODE_ENV: "production" },
      timeout: props.timeout,
      memorySize: props.memoryMb,
      ephemeralStorageSize: props.ephemeralStorage,
      ...(props.placement && {
        vpc: props.placement.vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        securityGroups: [props.placement.securityGroup],
      }),
    });
    this.function.node.addDependency(this.role);
    acknowledge(
      this.function,
      "AwsSolutions-L1",
      "The application is tested with Node.js 24, and a new version is chosen deliberately.",
    );
  }

  private permitNetworkInterfaces(): void {
    permit(this.role, "Network", {
      actions: [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ],
      resources: ["*"],
      reason: "Lambda creates the network interfaces and requires these permissions on all resources.",
    });
  }

  set(variables: Partial<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) this.function.addEnvironment(name, value);
    }
  }
}
