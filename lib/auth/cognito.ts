import { readSecret } from "@/lib/adapters/secrets";
import { env } from "@/lib/env";

/** A user pool id is `<region>_<id>`. */
const regionOf = (userPoolId: string): string | undefined => userPoolId.split("_")[0];

export const offersCognito = (): boolean => env.COGNITO_CLIENT_ID !== undefined;

/** Returns Better Auth's options for the user pool, or undefined. @throws AppError */
export async function cognitoProvider() {
  const { COGNITO_CLIENT_ID, COGNITO_USER_POOL_ID, COGNITO_DOMAIN, COGNITO_CLIENT_SECRET_ARN } = env;
  if (!COGNITO_CLIENT_ID || !COGNITO_USER_POOL_ID || !COGNITO_DOMAIN) return undefined;
  return {
    clientId: COGNITO_CLIENT_ID,
    clientSecret: COGNITO_CLIENT_SECRET_ARN ? await readSecret(COGNITO_CLIENT_SECRET_ARN) : undefined,
    requireClientSecret: COGNITO_CLIENT_SECRET_ARN !== undefined,
    domain: COGNITO_DOMAIN,
    userPoolId: COGNITO_USER_POOL_ID,
    region: regionOf(COGNITO_USER_POOL_ID) ?? env.AWS_REGION,
    // A user pool may store no names, but a racer needs one.
    mapProfileToUser: ({
      name,
      given_name,
      email,
    }: {
      name?: string;
      given_name?: string;
      email: string;
    }) => ({
      name: name || given_name || email.split("@")[0] || "Racer",
      image: undefined,
    }),
  };
}
