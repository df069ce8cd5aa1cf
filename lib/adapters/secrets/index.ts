import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { serviceAt } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/faults";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

let client: SecretsManagerClient | undefined;

const secretsManager = (): SecretsManagerClient => {
  client ??= new SecretsManagerClient({
    region: env.AWS_REGION,
    ...serviceAt(env.SECRETS_ENDPOINT),
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
  });
  return client;
};

const known = new Map<string, Promise<string>>();

/**
 * The text of a secret, asked for once a process: everybody who needs it waits for the same answer. A failure is not
 * remembered, so the next one who needs the secret asks again. A secret that was changed is seen by new processes only.
 * @throws AppError unavailable, or internal when it does not exist or may not be read
 */
export function readSecret(arn: string): Promise<string> {
  const asked = known.get(arn);
  if (asked) return asked;
  const answer = fetchSecret(arn).catch((error: unknown) => {
    known.delete(arn);
    throw sdkError(error, "secrets: read");
  });
  known.set(arn, answer);
  return answer;
}

async function fetchSecret(arn: string): Promise<string> {
  const { SecretString } = await secretsManager().send(new GetSecretValueCommand({ SecretId: arn }));
  if (!SecretString) throw new AppError("internal", "secrets: a secret has no text");
  return SecretString;
}
