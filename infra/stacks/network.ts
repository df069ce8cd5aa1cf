import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Network } from "@/infra/constructs/shared/network";
import type { Settings } from "../settings";

/** The network, for those deployments that have something in one. */
export class NetworkStack extends Stack {
  readonly network: Network;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, props);
    const { access, hosting, mailFrom } = props.settings;
    this.network = new Network(this, "Network", {
      closed: access === "vpc",
      withMail: mailFrom !== undefined,
      withPeople: hosting === "container",
    });
  }
}

/** Whether anything of a deployment lives in a network of ours. */
export const needsNetwork = ({ access, hosting, worker }: Settings): boolean =>
  access === "vpc" || hosting === "container" || worker !== "lambda";
