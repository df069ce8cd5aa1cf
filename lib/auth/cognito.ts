import { readSecret } from "@/lib/adapters/secrets";
import { env } from "@/lib/env";

/** Whether people may sign in with the user pool of the deployment. */
export const offersCognito = (): boolean => env.COGNITO_CLIENT_ID !== undefined;

/**
 * What Better Auth needs to send people to the user pool; undefined where there is none.
 * @throws AppError when the client's secret cannot be read
 */
export async function cognitoProvider() {
  const { COGNITO_CLIENT_ID, COGNITO_USER_POOL_ID, COGNITO_DOMAIN, COGNITO_CLIENT_SECRET_ARN } = env;
  if (!COGNITO_CLIENT_ID || !COGNITO_USER_POOL_ID || !COGNITO_DOMAIN) return undefined;
  return {
    clientId: COGNITO_CLIENT_ID,
    clientSecret: COGNITO_CLIENT_SECRET_ARN ? await readSecret(COGNITO_CLIENT_SECRET_ARN) : undefined,
    requireClientSecret: COGNITO_CLIENT_SECRET_ARN !== undefined,
    domain: COGNITO_DOMAIN,
    userPoolId: COGNITO_USER_POOL_ID,
    // A pool's id begins with its region.
    region: COGNITO_USER_POOL_ID.split("_")[0] ?? env.AWS_REGION,
    /** A pool need not know names, and a racer needs one. */
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
