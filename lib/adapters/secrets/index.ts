import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { endpointOptions } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/errors";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

let client: SecretsManagerClient | undefined;

const secretsManager = (): SecretsManagerClient => {
  client ??= new SecretsManagerClient({
    region: env.AWS_REGION,
    ...endpointOptions(env.SECRETS_ENDPOINT),
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
  });
  return client;
};

const cached = new Map<string, Promise<string>>();

/**
 * Returns the text of a secret, cached for the life of the process.
 * @throws AppError unavailable; internal when the secret does not exist or access is denied
 */
export function readSecret(arn: string): Promise<string> {
  const existing = cached.get(arn);
  if (existing) return existing;
  const secret = fetchSecret(arn).catch((error: unknown) => {
    cached.delete(arn);
    throw sdkError(error, "secrets: read");
  });
  cached.set(arn, secret);
  return secret;
}

async function fetchSecret(arn: string): Promise<string> {
  const { SecretString } = await secretsManager().send(new GetSecretValueCommand({ SecretId: arn }));
  if (!SecretString) throw new AppError("internal", "secrets: secret has no text");
  return SecretString;
}
