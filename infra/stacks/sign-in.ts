import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Valkey } from "@/infra/constructs/data/valkey";
import { MailIdentity } from "@/infra/constructs/shared/mail";
import type { Network } from "@/infra/constructs/shared/network";
import { CognitoSignIn, SessionKey } from "@/infra/constructs/web/sign-in";
import type { Settings } from "../settings";

interface SignInProps extends StackProps {
  settings: Settings;
  appUrl: string;
  network?: Network;
}

/** The session key, and the optional user pool, mail identity and cache. */
export class SignInStack extends Stack {
  readonly key: SessionKey;
  readonly cognito?: CognitoSignIn;
  readonly valkey?: Valkey;

  constructor(scope: Construct, id: string, { settings, appUrl, network, ...props }: SignInProps) {
    super(scope, id, props);
    const { stage, cognito, mailFrom, valkey } = settings;
    this.key = new SessionKey(this, "SessionKey", { stage });
    if (cognito === "on") this.cognito = new CognitoSignIn(this, "Cognito", { stage, appUrl });
    if (mailFrom) new MailIdentity(this, "Mail", { mailFrom });
    if (valkey === "on" && network) this.valkey = new Valkey(this, "Valkey", { stage, network });
  }
}
