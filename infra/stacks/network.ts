import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Network } from "@/infra/constructs/shared/network";
import type { Settings } from "../settings";

/** The VPC of a deployment with containers or with a private database. */
export class NetworkStack extends Stack {
  readonly network: Network;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, props);
    const { access, hosting, mailFrom } = props.settings;
    this.network = new Network(this, "Network", {
      isolated: access === "vpc",
      withMail: mailFrom !== undefined,
      withLoadBalancer: hosting === "container",
    });
  }
}

/** Whether a deployment needs a VPC. */
export const needsNetwork = ({ access, hosting, worker }: Settings): boolean =>
  access === "vpc" || hosting === "container" || worker !== "lambda";
