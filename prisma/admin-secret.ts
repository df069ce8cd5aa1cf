import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type pg from "pg";
import { z } from "zod";
import { env } from "@/lib/env";

const secretSchema = z.object({ username: z.string(), password: z.string() });

/** The name and password that RDS keeps for the owner of a database and changes from time to time, as it is now. */
export async function adminSecret(
  arn: string,
): Promise<Required<Pick<pg.ClientConfig, "user" | "password">>> {
  const client = new SecretsManagerClient({ region: env.AWS_REGION, endpoint: env.SECRETS_ENDPOINT });
  try {
    const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    const { username, password } = secretSchema.parse(JSON.parse(SecretString));
    return { user: username, password };
  } finally {
    client.destroy();
  }
}
