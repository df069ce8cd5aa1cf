import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { OpenIdConnectProvider, PolicyStatement, Role, WebIdentityPrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";

const ISSUER = "token.actions.githubusercontent.com";

export interface CiRoleProps extends StackProps {
  /** As `owner/name`; no other repository may take the roles. */
  repository: string;
  /** The stages that may be deployed, each from the GitHub environment of its name only. */
  stages: readonly string[];
  /** Of the provider that this account has already; an account can have only one for GitHub. */
  providerArn?: string;
}

/**
 * Who GitHub Actions may be in this account: one role for each stage, for jobs in the environment of that name, which may
 * only take on the roles of the CDK's bootstrap; and one for pull requests, which may only look. No key exists anywhere.
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
    const role = (name: string, subject: string, bootstrapRoles: string[]) => {
      const made = new Role(this, name, {
        roleName: `SkiRacer-ci-${name}`,
        maxSessionDuration: Duration.hours(1),
        assumedBy: new WebIdentityPrincipal(providerArn, {
          StringEquals: {
            [`${ISSUER}:aud`]: "sts.amazonaws.com",
            [`${ISSUER}:sub`]: `repo:${props.repository}:${subject}`,
          },
        }),
      });
      made.addToPolicy(
        new PolicyStatement({
          actions: ["sts:AssumeRole"],
          resources: bootstrapRoles.map(
            (each) => `arn:${this.partition}:iam::${this.account}:role/cdk-*-${each}-role-${this.account}-*`,
          ),
        }),
      );
      new CfnOutput(this, `${name}RoleArn`, { value: made.roleArn });
    };
    for (const stage of props.stages) {
      role(stage, `environment:${stage}`, ["deploy", "lookup", "file-publishing", "image-publishing"]);
    }
    role("look", "pull_request", ["lookup"]);
  }
}
