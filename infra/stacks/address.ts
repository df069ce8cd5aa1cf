import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AmplifyApp } from "@/infra/constructs/web/amplify-app";
import type { Settings } from "../settings";

/** Where people find the application. */
export interface Address {
  readonly url: string;
  /** From where browsers send and read media. */
  readonly origins: string[];
  readonly app?: AmplifyApp;
}

/**
 * The place at Amplify. First of all, since the buckets and the sign-in answer to its address only, and Amplify makes
 * that up unless there is a domain.
 */
export class AddressStack extends Stack implements Address {
  readonly app: AmplifyApp;
  readonly url: string;
  readonly origins: string[];

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings; repository: string }) {
    super(scope, id, props);
    const { repository, settings } = props;
    const { domain, stage, branch, previews } = settings;
    this.app = new AmplifyApp(this, "Web", { stage, repository, branch, domain });
    this.url = this.app.url;
    this.origins = previews === "on" ? [this.url, this.app.anyUrl] : [this.url];
    new CfnOutput(this, "Url", { value: this.url });
    new CfnOutput(this, "AppId", { value: this.app.appId });
  }
}

/** A domain that is known from the start needs nothing made. */
export const addressAt = (domain: string): Address => {
  const url = `https://${domain}`;
  return { url, origins: [url] };
};
