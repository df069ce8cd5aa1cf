import { fileURLToPath } from "node:url";
import { CustomResource, Duration, Lazy } from "aws-cdk-lib";
import type { CfnBranch } from "aws-cdk-lib/aws-amplify";
import { Construct } from "constructs";
import { named } from "@/infra/naming";
import { AppFunction } from "../shared/app-function";
import { providerOf } from "../shared/helper-functions";
import { permit } from "../shared/permission";

const FOLDER = fileURLToPath(new URL("../../amplify/start-build", import.meta.url));

interface AmplifyBuildProps {
  stage: string;
  appId: string;
  branch: CfnBranch;
  /** Without it the newest commit of the branch is built. */
  commit?: string;
  /** The branch's variables, asked for when all of them are known. */
  variables: () => Record<string, string>;
}

/**
 * The build of this very commit, once its migrations are done and its variables are there. Amplify writes the variables into
 * a build, so another value of one asks for another build of the same commit. It waits for a build that is under way; one
 * that does not end within a quarter of an hour stops the deployment, because the old pages would stay.
 */
export class AmplifyBuild extends Construct {
  constructor(scope: Construct, id: string, { stage, appId, branch, commit, variables }: AmplifyBuildProps) {
    super(scope, id);
    const start = new AppFunction(this, "Start", {
      folder: FOLDER,
      name: named(stage, "start-build"),
      description: "Asks Amplify to build the commit that was deployed",
      // CDK's function in between waits for 15 minutes.
      timeout: Duration.minutes(14),
      memoryMb: 256,
    });
    permit(start.role, "Build", {
      actions: ["amplify:StartJob"],
      resources: [`${branch.attrArn}/jobs/*`],
      because: "A job has no number before it is started.",
    });
    const started = new CustomResource(this, "Started", {
      resourceType: "Custom::AmplifyBuild",
      serviceToken: providerOf(this, start.function).serviceToken,
      serviceTimeout: Duration.minutes(16),
      properties: {
        appId,
        branchName: branch.attrBranchName,
        ...(commit && { commitId: commit }),
        variables: Lazy.any({ produce: variables }),
      },
    });
    started.node.addDependency(branch, start);
  }
}
