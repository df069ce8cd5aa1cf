import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AmplifyApp } from "@/infra/constructs/web/amplify-app";
import type { Settings } from "../settings";

/** The address of the application. */
export interface WebAddress {
  readonly url: string;
  /** The origins from which browsers upload and play media. */
  readonly origins: string[];
  readonly app?: AmplifyApp;
}

/** The Amplify app, deployed first because the buckets and the user pool need its address. */
export class AmplifyAppStack extends Stack implements WebAddress {
  readonly app: AmplifyApp;
  readonly url: string;
  readonly origins: string[];

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings; repository: string }) {
    super(scope, id, props);
    const { repository, settings } = props;
    const { domain, stage, branch, previews } = settings;
    this.app = new AmplifyApp(this, "Web", { stage, repository, branch, domain });
    this.url = this.app.url;
    this.origins = previews === "on" ? [this.url, this.app.wildcardUrl] : [this.url];
    new CfnOutput(this, "Url", { value: this.url });
    new CfnOutput(this, "AppId", { value: this.app.appId });
  }
}

/** Returns the address of an application with a domain of its own. */
export const customDomainAddress = (domain: string): WebAddress => {
  const url = `https://${domain}`;
  return { url, origins: [url] };
};
