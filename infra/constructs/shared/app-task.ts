import { RemovalPolicy } from "aws-cdk-lib";
import { Platform } from "aws-cdk-lib/aws-ecr-assets";
import {
  type ContainerDefinition,
  ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LogDriver,
  OperatingSystemFamily,
} from "aws-cdk-lib/aws-ecs";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { createLogGroup } from "./logs";
import { acknowledge } from "./permission";
import type { Workload } from "./workload";

interface AppTaskProps {
  name: string;
  /** The build context of the image. */
  root: string;
  dockerfile: string;
  cpu: number;
  memoryMb: number;
  ephemeralStorageGb?: number;
  port?: number;
}

/** An image of the application as a Fargate task, whose role has no permissions until `permit` adds them. */
export class AppTask extends Construct implements Workload {
  readonly definition: FargateTaskDefinition;
  readonly role: Role;
  private readonly container: ContainerDefinition;

  constructor(scope: Construct, id: string, props: AppTaskProps) {
    super(scope, id);
    const logGroup = createLogGroup(this);
    const assumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com");
    this.role = new Role(this, "Role", { assumedBy, description: `Task role of ${props.name}` });
    const executionRole = new Role(this, "ExecutionRole", {
      assumedBy,
      description: `Pulls the image of ${props.name} and creates its log streams`,
    });
    this.definition = new FargateTaskDefinition(this, "Task", {
      family: props.name,
      taskRole: this.role,
      executionRole,
      cpu: props.cpu,
      memoryLimitMiB: props.memoryMb,
      ephemeralStorageGiB: props.ephemeralStorageGb,
      runtimePlatform: {
        cpuArchitecture: CpuArchitecture.ARM64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
    });
    this.definition.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.container = this.definition.addContainer("Main", {
      image: ContainerImage.fromAsset(props.root, {
        file: props.dockerfile,
        platform: Platform.LINUX_ARM64,
        // .dockerignore excludes the rest; cdk.out would be copied into itself.
        exclude: ["cdk.out"],
      }),
      logging: LogDriver.awsLogs({ logGroup, streamPrefix: props.name }),
      environment: { NODE_ENV: "production" },
      portMappings: props.port === undefined ? [] : [{ containerPort: props.port }],
    });
    acknowledge(
      executionRole,
      "AwsSolutions-IAM5[Resource::*]",
      "ecr:GetAuthorizationToken supports no resource; pulling is permitted for the repository of this image.",
    );
    acknowledge(
      this.definition,
      "AwsSolutions-ECS2",
      "The environment holds names and addresses only; secrets are read at run time by ARN.",
    );
  }

  set(variables: Partial<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) this.container.addEnvironment(name, value);
    }
  }
}
