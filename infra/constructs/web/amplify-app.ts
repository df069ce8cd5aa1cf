import { ArnFormat, RemovalPolicy, SecretValue, Stack } from "aws-cdk-lib";
import { CfnApp } from "aws-cdk-lib/aws-amplify";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";
import { LOG_RETENTION } from "../shared/logs";
import { permit } from "../shared/permission";

/** The secret with the repository token for Amplify, which a person creates before the first deployment. */
export const REPOSITORY_TOKEN = "ski-racer-repository-token";

interface AmplifyAppProps {
  stage: string;
  repository: string;
  branch: string;
  domain?: string;
}

/**
 * The Amplify app without a branch. It is created first, because the CORS rules of the buckets and the
 * callback URL of the user pool contain its address.
 */
export class AmplifyApp extends Construct {
  readonly appId: string;
  readonly appArn: string;
  readonly url: string;
  /** Matches every address of the app, including previews. */
  readonly wildcardUrl: string;

  constructor(scope: Construct, id: string, { stage, repository, branch, domain }: AmplifyAppProps) {
    super(scope, id);
    const app = new CfnApp(this, "App", {
      name: physicalName(stage, "web"),
      description: `Ski Racer, stage ${stage}`,
      platform: "WEB_COMPUTE",
      repository,
      accessToken: SecretValue.secretsManager(REPOSITORY_TOKEN).unsafeUnwrap(),
      iamServiceRole: this.serviceRole().roleArn,
      enableBranchAutoDeletion: true,
      cacheConfig: { type: "AMPLIFY_MANAGED_NO_COOKIES" },
    });
    this.appId = app.attrAppId;
    this.appArn = app.attrArn;
    this.url = domain ? `https://${domain}` : `https://${subdomainOf(branch)}.${app.attrDefaultDomain}`;
    this.wildcardUrl = `https://*.${app.attrDefaultDomain}`;
    // Amplify would create this log group without a retention.
    new LogGroup(this, "Log", {
      logGroupName: `/aws/amplify/${app.attrAppId}`,
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private serviceRole(): Role {
    const role = new Role(this, "ServiceRole", {
      assumedBy: new ServicePrincipal("amplify.amazonaws.com"),
      description: "Service role of Amplify: writes the log of the application",
    });
    const logs = (resourceName: string) =>
      Stack.of(this).formatArn({
        service: "logs",
        resource: "log-group",
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    permit(role, "Log", {
      actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups"],
      resources: [logs("/aws/amplify/*"), logs("/aws/amplify/*:log-stream:*")],
      reason: "The app id is part of the log group name, and the app needs this role before it has an id.",
    });
    return role;
  }
}

/** Returns the name of a branch as Amplify writes it in a subdomain. */
const subdomainOf = (branch: string) => branch.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase();
