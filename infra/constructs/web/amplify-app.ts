import { ArnFormat, RemovalPolicy, SecretValue, Stack } from "aws-cdk-lib";
import { CfnApp } from "aws-cdk-lib/aws-amplify";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { named } from "@/infra/naming";
import { LOG_RETENTION } from "../shared/logs";
import { permit } from "../shared/permission";

/** The secret with the token that lets Amplify read the repository; a person makes it before the first deployment. */
export const REPOSITORY_TOKEN = "ski-racer-repository-token";

interface AmplifyAppProps {
  stage: string;
  repository: string;
  branch: string;
  domain?: string;
}

/**
 * The place at Amplify Hosting, with nothing in it yet. It is made before all else, because the buckets must know the
 * address that browsers come from.
 */
export class AmplifyApp extends Construct {
  readonly appId: string;
  readonly appArn: string;
  readonly url: string;
  /** All of its addresses, previews included: the last resort of a stage that has previews. */
  readonly anyUrl: string;

  constructor(scope: Construct, id: string, { stage, repository, branch, domain }: AmplifyAppProps) {
    super(scope, id);
    const app = new CfnApp(this, "App", {
      name: named(stage, "web"),
      description: `Ski Racer, stage ${stage}`,
      platform: "WEB_COMPUTE",
      repository,
      accessToken: SecretValue.secretsManager(REPOSITORY_TOKEN).unsafeUnwrap(),
      iamServiceRole: this.logWriter().roleArn,
      enableBranchAutoDeletion: true,
      cacheConfig: { type: "AMPLIFY_MANAGED_NO_COOKIES" },
    });
    this.appId = app.attrAppId;
    this.appArn = app.attrArn;
    this.url = domain ? `https://${domain}` : `https://${addressOf(branch)}.${app.attrDefaultDomain}`;
    this.anyUrl = `https://*.${app.attrDefaultDomain}`;
    // Amplify would make it by itself, and keep everything for ever.
    new LogGroup(this, "Log", {
      logGroupName: `/aws/amplify/${app.attrAppId}`,
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private logWriter(): Role {
    const role = new Role(this, "Service", {
      assumedBy: new ServicePrincipal("amplify.amazonaws.com"),
      description: "Amplify itself: writes the log of the application",
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
      because: "The app's id is part of the log's name, and the app needs this role before it has an id.",
    });
    return role;
  }
}

/** A branch's name as Amplify puts it into an address. */
const addressOf = (branch: string) => branch.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase();
