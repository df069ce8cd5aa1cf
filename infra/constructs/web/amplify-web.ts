import { Lazy, Stack } from "aws-cdk-lib";
import { CfnBranch, CfnDomain } from "aws-cdk-lib/aws-amplify";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from "aws-cdk-lib/custom-resources";
import { Construct } from "constructs";
import { isLasting, named } from "@/infra/naming";
import { logOf } from "../shared/logs";
import type { Workload } from "../shared/workload";
import type { AmplifyApp } from "./amplify-app";
import { AmplifyBuild } from "./amplify-build";

interface AmplifyWebProps {
  stage: string;
  app: Pick<AmplifyApp, "appId" | "appArn" | "url">;
  branch: string;
  domain?: string;
  previews: boolean;
  /** What the deployment was made from; without it the newest commit of the branch is built. */
  commit?: string;
}

/**
 * The branch that Amplify builds and serves. Its variables hold names and addresses only, because Amplify writes them into
 * the build; secrets are read at run time, with the compute role that its requests run as.
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
      roleName: named(stage, "web"),
      assumedBy: new ServicePrincipal("amplify.amazonaws.com"),
      description: "What the web application may do",
    });
    const served = new CfnBranch(this, "Branch", {
      appId: app.appId,
      branchName: branch,
      stage: isLasting(stage) ? "PRODUCTION" : "DEVELOPMENT",
      framework: "Next.js - SSR",
      // A push alone must not bring new code before its migrations; the deployment starts the build when they are done.
      enableAutoBuild: previews,
      enablePullRequestPreview: previews,
      computeRoleArn: this.role.roleArn,
      environmentVariables: Lazy.any({
        produce: () => Object.entries(this.variables).map(([name, value]) => ({ name, value })),
      }),
    });
    served.node.addDependency(this.role);
    if (domain) {
      new CfnDomain(this, "Domain", {
        appId: app.appId,
        domainName: domain,
        subDomainSettings: [{ branchName: served.attrBranchName, prefix: "" }],
      });
    }
    if (previews) this.lendToPreviews();
    new AmplifyBuild(this, "Build", {
      stage,
      appId: app.appId,
      branch: served,
      commit,
      variables: () => this.variables,
    });
  }

  set(variables: Partial<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) this.variables[name] = value;
    }
  }

  /** A preview takes what is set for the whole app and nothing of its branch; its own address it learns at its build. */
  private lendToPreviews(): void {
    const { app } = this.props;
    const lent = {
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
    new AwsCustomResource(this, "Previews", {
      onUpdate: lent,
      installLatestAwsSdk: false,
      logGroup: logOf(this, "PreviewsLog"),
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ["amplify:UpdateApp"], resources: [app.appArn] }),
        new PolicyStatement({
          actions: ["iam:PassRole"],
          resources: [
            Stack.of(this).formatArn({
              service: "iam",
              region: "",
              resource: "role",
              resourceName: named(this.props.stage, "web"),
            }),
          ],
          conditions: { StringEquals: { "iam:PassedToService": "amplify.amazonaws.com" } },
        }),
      ]),
    });
  }
}
