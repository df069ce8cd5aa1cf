import { type Duration, type Size, Stack } from "aws-cdk-lib";
import type { ISecurityGroup, IVpc } from "aws-cdk-lib/aws-ec2";
import { SubnetType } from "aws-cdk-lib/aws-ec2";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { logOf } from "./logs";
import { acknowledge, permit } from "./permission";
import type { Workload } from "./workload";

interface AppFunctionProps {
  /** A folder with `index.mjs`, as `npm run bundle` writes it. */
  folder: string;
  name: string;
  description: string;
  timeout: Duration;
  memoryMb: number;
  temporary?: Size;
  /** Runs in the isolated subnets of this network, where the database is. */
  inside?: { vpc: IVpc; group: ISecurityGroup };
}

/** One bundle as a function, with a role that may do nothing yet but write its log and trace itself. */
export class AppFunction extends Construct implements Workload {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: AppFunctionProps) {
    super(scope, id);
    const log = logOf(this);
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `What ${props.name} may do`,
    });
    permit(this.role, "Log", {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${log.logGroupArn}`],
      because: "A log group's ARN ends in a star that stands for its streams.",
    });
    permit(this.role, "Trace", {
      actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resources: ["*"],
      because: "X-Ray has no resources to name.",
    });
    if (props.inside) {
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
        because: "Lambda makes the network interfaces, and asks for these rights without naming one.",
      });
    }
    this.function = new LambdaFunction(this, "Function", {
      functionName: props.name,
      description: props.description,
      code: Code.fromAsset(props.folder),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Not the construct's own: it would attach AWS's broad managed policies.
      role: this.role.withoutPolicyUpdates(),
      logGroup: log,
      tracing: Tracing.ACTIVE,
      environment: { NODE_ENV: "production" },
      timeout: props.timeout,
      memorySize: props.memoryMb,
      ephemeralStorageSize: props.temporary,
      ...(props.inside && {
        vpc: props.inside.vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        securityGroups: [props.inside.group],
      }),
    });
    this.function.node.addDependency(this.role);
    acknowledge(
      this.function,
      "AwsSolutions-L1",
      `Node 24 is the version that the application is tested with; ${Stack.of(this).stackName} changes it on purpose.`,
    );
  }

  set(variables: Partial<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) this.function.addEnvironment(name, value);
    }
  }
}
