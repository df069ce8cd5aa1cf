import { Lazy, Stack } from "aws-cdk-lib";
import { CfnBranch, CfnDomain } from "aws-cdk-lib/aws-amplify";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from "aws-cdk-lib/custom-resources";
import { Construct } from "constructs";
import { isProduction, physicalName } from "@/infra/naming";
import { createLogGroup } from "../shared/logs";
import type { Workload } from "../shared/workload";
import type { AmplifyApp } from "./amplify-app";
import { AmplifyBuild } from "./amplify-build";

interface AmplifyWebProps {
  stage: string;
  app: Pick<AmplifyApp, "appId" | "appArn" | "url">;
  branch: string;
  domain?: string;
  previews: boolean;
  /** Defaults to the newest commit of the branch. */
  commit?: string;
}

/**
 * The branch that Amplify builds and serves. Its variables hold names and addresses only, because the build
 * contains them; secrets are read at run time with the compute role.
 */
export class AmplifyWeb extends Construct implements Workload {
  readonly role: Role;
  private readonly variables: Record<string, string> = {};

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AmplifyWebProps,
  ) {
    super(scope, id);
    const { stage, app, branch, domain, previews, commit } = props;
    this.role = new Role(this, "Role", {
      roleName: physicalName(stage, "web"),
      assumedBy: new ServicePrincipal("amplify.amazonaws.com"),
      description: "Compute role of the web application",
    });
    const webBranch = new CfnBranch(this, "Branch", {
      appId: app.appId,
      branchName: branch,
      stage: isProduction(stage) ? "PRODUCTION" : "DEVELOPMENT",
      framework: "Next.js - SSR",
      // A push must not release code before its migrations, so the deployment starts the build after them.
      enableAutoBuild: previews,
      enablePullRequestPreview: previews,
      computeRoleArn: this.role.roleArn,
      environmentVariables: Lazy.any({
        produce: () => Object.entries(this.variables).map(([name, value]) => ({ name, value })),
      }),
    });
    webBranch.node.addDependency(this.role);
    if (domain) {
      new CfnDomain(this, "Domain", {
        appId: app.appId,
        domainName: domain,
        subDomainSettings: [{ branchName: webBranch.attrBranchName, prefix: "" }],
      });
    }
    if (previews) this.configurePreviews();
    new AmplifyBuild(this, "Build", {
      stage,
      appId: app.appId,
      branch: webBranch,
      commit,
      variables: () => this.variables,
    });
  }

  set(variables: Partial<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) this.variables[name] = value;
    }
  }

  /** Previews use the role and the variables of the app; their build sets their address. */
  private configurePreviews(): void {
    const { app } = this.props;
    const updateApp = {
      service: "Amplify",
      action: "updateApp",
      physicalResourceId: PhysicalResourceId.of("previews"),
      outputPaths: ["app.appId"],
      parameters: {
        appId: app.appId,
        computeRoleArn: this.role.roleArn,
        environmentVariables: Lazy.any({
          produce: () => {
            const { APP_URL: _, ...others } = this.variables;
            return others;
          },
        }),
      },
    };
    new AwsCustomResource(this, "PreviewSettings", {
      onUpdate: updateApp,
      installLatestAwsSdk: false,
      logGroup: createLogGroup(this, "PreviewSettingsLog"),
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ["amplify:UpdateApp"], resources: [app.appArn] }),
        new PolicyStatement({
          actions: ["iam:PassRole"],
          resources: [
            Stack.of(this).formatArn({
              service: "iam",
              region: "",
              resource: "role",
              resourceName: physicalName(this.props.stage, "web"),
            }),
          ],
          conditions: { StringEquals: { "iam:PassedToService": "amplify.amazonaws.com" } },
        }),
      ]),
    });
  }
}
