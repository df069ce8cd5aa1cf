import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
} from "aws-cdk-lib/aws-cognito";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { isLasting, named } from "@/infra/naming";
import { acknowledge, permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** The key that signs sessions: made by AWS, seen by nobody, read at run time. */
export class SessionKey extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, { stage }: { stage: string }) {
    super(scope, id);
    this.secret = new Secret(this, "Secret", {
      secretName: named(stage, "auth-secret"),
      description: "Signs sessions; changing it signs everybody out",
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(
      this.secret,
      "AwsSolutions-SMG4",
      "Changing it signs everybody out, so a person decides when (docs/operations.md).",
    );
  }
}

/** Signs people in and out. */
export function bindSessionKey(workload: Workload, key: SessionKey): void {
  workload.set({ AUTH_SECRET_ARN: key.secret.secretArn });
  permit(workload.role, "Sessions", {
    actions: ["secretsmanager:GetSecretValue"],
    resources: [key.secret.secretArn],
  });
}

/** A user pool beside our own passwords. `appUrl` is the one place it sends people back to. */
export class CognitoSignIn extends Construct {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly domain: string;
  readonly clientSecret: Secret;

  constructor(scope: Construct, id: string, { stage, appUrl }: { stage: string; appUrl: string }) {
    super(scope, id);
    const pool = new UserPool(this, "People", {
      userPoolName: named(stage, "people"),
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      autoVerify: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: isLasting(stage),
      removalPolicy: isLasting(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const client = pool.addClient("App", {
      userPoolClientName: named(stage, "app"),
      generateSecret: true,
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${appUrl}/api/auth/callback/cognito`],
        logoutUrls: [appUrl],
      },
    });
    const prefix = `${named(stage, "people")}-${Stack.of(this).account}`;
    pool.addDomain("Domain", { cognitoDomain: { domainPrefix: prefix } });
    this.userPoolId = pool.userPoolId;
    this.clientId = client.userPoolClientId;
    this.domain = `${prefix}.auth.${Stack.of(this).region}.amazoncognito.com`;
    this.clientSecret = new Secret(this, "ClientSecret", {
      secretName: named(stage, "cognito-client-secret"),
      description: "Shows Cognito that it is the application that asks",
      secretStringValue: client.userPoolClientSecret,
    });
    acknowledge(this.clientSecret, "AwsSolutions-SMG4", "Cognito makes it together with its client.");
    acknowledge(
      pool,
      "AwsSolutions-COG2",
      "A club's members choose; demanding a second factor of children keeps them out.",
    );
    acknowledge(
      pool,
      "AwsSolutions-COG3",
      "Threat protection costs per person and month; the firewall and our own limits count the tries.",
    );
    acknowledge(
      pool,
      "AwsSolutions-COG8",
      "The plus plan costs per person and month; the firewall and our own limits count the tries.",
    );
  }
}

/** Sends people to the user pool and takes them back. */
export function bindCognito(workload: Workload, signIn: CognitoSignIn): void {
  workload.set({
    COGNITO_USER_POOL_ID: signIn.userPoolId,
    COGNITO_DOMAIN: signIn.domain,
    COGNITO_CLIENT_ID: signIn.clientId,
    COGNITO_CLIENT_SECRET_ARN: signIn.clientSecret.secretArn,
  });
  permit(workload.role, "Cognito", {
    actions: ["secretsmanager:GetSecretValue"],
    resources: [signIn.clientSecret.secretArn],
  });
}
