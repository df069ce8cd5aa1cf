import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { OpenIdConnectProvider, PolicyStatement, Role, WebIdentityPrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";

const ISSUER = "token.actions.githubusercontent.com";

export interface CiRoleProps extends StackProps {
  /** As `owner/name`; only this repository may assume the roles. */
  repository: string;
  /** Each gets a role that only jobs in the GitHub environment of its name may assume. */
  environments: readonly string[];
  /** The ARN of an existing OIDC provider; an account can have only one for GitHub. */
  providerArn?: string;
}

/**
 * The roles of GitHub Actions, assumed with OIDC tokens: one per environment that may assume the deployment
 * roles of the CDK bootstrap, and one for pull requests that may assume its lookup role only.
 */
export class CiRoleStack extends Stack {
  constructor(scope: Construct, id: string, props: CiRoleProps) {
    super(scope, id, props);
    const providerArn =
      props.providerArn ??
      new OpenIdConnectProvider(this, "GitHub", {
        url: `https://${ISSUER}`,
        clientIds: ["sts.amazonaws.com"],
      }).openIdConnectProviderArn;
    const addRole = (name: string, subject: string, bootstrapRoles: string[]) => {
      const ciRole = new Role(this, name, {
        roleName: `SkiRacer-ci-${name}`,
        maxSessionDuration: Duration.hours(1),
        assumedBy: new WebIdentityPrincipal(providerArn, {
          StringEquals: {
            [`${ISSUER}:aud`]: "sts.amazonaws.com",
            [`${ISSUER}:sub`]: `repo:${props.repository}:${subject}`,
          },
        }),
      });
      ciRole.addToPolicy(
        new PolicyStatement({
          actions: ["sts:AssumeRole"],
          resources: bootstrapRoles.map(
            (name) => `arn:${this.partition}:iam::${this.account}:role/cdk-*-${name}-role-${this.account}-*`,
          ),
        }),
      );
      new CfnOutput(this, `${name}RoleArn`, { value: ciRole.roleArn });
    };
    for (const environment of props.environments) {
      addRole(environment, `environment:${environment}`, [
        "deploy",
        "lookup",
        "file-publishing",
        "image-publishing",
      ]);
    }
    addRole("lookup", "pull_request", ["lookup"]);
  }
}
