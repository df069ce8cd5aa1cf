import { fileURLToPath } from "node:url";
import { CustomResource, Duration, Lazy } from "aws-cdk-lib";
import type { CfnBranch } from "aws-cdk-lib/aws-amplify";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";
import { AppFunction } from "../shared/app-function";
import { createProvider } from "../shared/cdk-functions";
import { permit } from "../shared/permission";

const FOLDER = fileURLToPath(new URL("../../amplify/start-build", import.meta.url));

interface AmplifyBuildProps {
  stage: string;
  appId: string;
  branch: CfnBranch;
  /** Defaults to the newest commit of the branch. */
  commit?: string;
  /** The variables of the branch; called during synthesis, when all of them are set. */
  variables: () => Record<string, string>;
}

/**
 * Builds the deployed commit. A changed variable starts another build, because a build contains variables.
 * The deployment fails when a build in progress does not end within 14 minutes.
 */
export class AmplifyBuild extends Construct {
  constructor(scope: Construct, id: string, { stage, appId, branch, commit, variables }: AmplifyBuildProps) {
    super(scope, id);
    const start = new AppFunction(this, "Start", {
      folder: FOLDER,
      name: physicalName(stage, "start-build"),
      description: "Starts the Amplify build of the deployed commit",
      // The function of the CDK provider framework waits for 15 minutes.
      timeout: Duration.minutes(14),
      memoryMb: 256,
    });
    permit(start.role, "StartJob", {
      actions: ["amplify:StartJob"],
      resources: [`${branch.attrArn}/jobs/*`],
      reason: "A job has no id before it is started.",
    });
    const run = new CustomResource(this, "Run", {
      resourceType: "Custom::AmplifyBuild",
      serviceToken: createProvider(this, start.function).serviceToken,
      serviceTimeout: Duration.minutes(16),
      properties: {
        appId,
        branchName: branch.attrBranchName,
        ...(commit && { commitId: commit }),
        variables: Lazy.any({ produce: variables }),
      },
    });
    run.node.addDependency(branch, start);
  }
}
