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
import { logOf } from "./logs";
import { acknowledge } from "./permission";
import type { Workload } from "./workload";

interface AppTaskProps {
  name: string;
  /** What the Docker file builds from. */
  root: string;
  file: string;
  cpu: number;
  memoryMb: number;
  temporaryGb?: number;
  port?: number;
}

/** One image of the application as a Fargate task, with a role that may do nothing yet. */
export class AppTask extends Construct implements Workload {
  readonly definition: FargateTaskDefinition;
  readonly role: Role;
  private readonly container: ContainerDefinition;

  constructor(scope: Construct, id: string, props: AppTaskProps) {
    super(scope, id);
    const log = logOf(this);
    const assumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com");
    this.role = new Role(this, "Role", { assumedBy, description: `What ${props.name} may do` });
    const execution = new Role(this, "Execution", {
      assumedBy,
      description: `Fetches the image of ${props.name} and opens its log`,
    });
    this.definition = new FargateTaskDefinition(this, "Task", {
      family: props.name,
      taskRole: this.role,
      executionRole: execution,
      cpu: props.cpu,
      memoryLimitMiB: props.memoryMb,
      ephemeralStorageGiB: props.temporaryGb,
      runtimePlatform: {
        cpuArchitecture: CpuArchitecture.ARM64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
    });
    this.definition.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.container = this.definition.addContainer("Main", {
      image: ContainerImage.fromAsset(props.root, {
        file: props.file,
        platform: Platform.LINUX_ARM64,
        // Beside what .dockerignore leaves out: what this very program writes.
        exclude: ["cdk.out"],
      }),
      logging: LogDriver.awsLogs({ logGroup: log, streamPrefix: props.name }),
      environment: { NODE_ENV: "production" },
      portMappings: props.port === undefined ? [] : [{ containerPort: props.port }],
    });
    acknowledge(
      execution,
      "AwsSolutions-IAM5[Resource::*]",
      "Signing in to ECR names no repository; pulling is permitted for the one of this image.",
    );
    acknowledge(
      this.definition,
      "AwsSolutions-ECS2",
      "Only names and addresses are in the environment; secrets are read at run time by their ARN.",
    );
  }

  set(variables: Partial<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) this.container.addEnvironment(name, value);
    }
  }
}
