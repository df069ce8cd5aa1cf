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
import { isProduction, physicalName } from "@/infra/naming";
import { acknowledge, permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** The generated secret that signs sessions, read at run time. */
export class SessionKey extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, { stage }: { stage: string }) {
    super(scope, id);
    this.secret = new Secret(this, "Secret", {
      secretName: physicalName(stage, "auth-secret"),
      description: "Signs sessions; changing it ends every session",
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(
      this.secret,
      "AwsSolutions-SMG4",
      "Changing it ends every session, so a person decides when (docs/operations.md).",
    );
  }
}

/** Allows the workload to read the secret that signs sessions. */
export function bindSessionKey(workload: Workload, key: SessionKey): void {
  workload.set({ AUTH_SECRET_ARN: key.secret.secretArn });
  permit(workload.role, "SessionKey", {
    actions: ["secretsmanager:GetSecretValue"],
    resources: [key.secret.secretArn],
  });
}

/** A Cognito user pool in addition to passwords. `appUrl` is its only callback address. */
export class CognitoSignIn extends Construct {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly domain: string;
  readonly clientSecret: Secret;

  constructor(scope: Construct, id: string, { stage, appUrl }: { stage: string; appUrl: string }) {
    super(scope, id);
    const pool = new UserPool(this, "UserPool", {
      userPoolName: physicalName(stage, "users"),
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
      deletionProtection: isProduction(stage),
      removalPolicy: isProduction(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const client = pool.addClient("App", {
      userPoolClientName: physicalName(stage, "app"),
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
    const prefix = `${physicalName(stage, "users")}-${Stack.of(this).account}`;
    pool.addDomain("Domain", { cognitoDomain: { domainPrefix: prefix } });
    this.userPoolId = pool.userPoolId;
    this.clientId = client.userPoolClientId;
    this.domain = `${prefix}.auth.${Stack.of(this).region}.amazoncognito.com`;
    this.clientSecret = new Secret(this, "ClientSecret", {
      secretName: physicalName(stage, "cognito-client-secret"),
      description: "Client secret of the application in the Cognito user pool",
      secretStringValue: client.userPoolClientSecret,
    });
    acknowledge(
      this.clientSecret,
      "AwsSolutions-SMG4",
      "Cognito creates the secret with its client and cannot rotate it.",
    );
    acknowledge(
      pool,
      "AwsSolutions-COG2",
      "MFA is optional, because children of a club often have no second device.",
    );
    acknowledge(
      pool,
      "AwsSolutions-COG3",
      "Threat protection costs per user and month; the firewall and rate limits cover sign-in attempts.",
    );
    acknowledge(
      pool,
      "AwsSolutions-COG8",
      "The Plus plan costs per user and month; the firewall and rate limits cover sign-in attempts.",
    );
  }
}

/** Allows the workload to sign people in with the user pool. */
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
