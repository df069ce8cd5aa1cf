import { startWire, type Wire } from "./server";

const fault = (status: number, type: string, message: string) => ({
  status,
  headers: { "x-amzn-errortype": type },
  body: { __type: type, Message: message },
});

/**
 * Starts a fake Secrets Manager (AWS JSON 1.1) with `secrets` by ARN; responds 500 while `broken.now` is
 * true.
 */
export function startSecretsManager(
  secrets: Record<string, string>,
  broken: { now: boolean } = { now: false },
): Promise<Wire> {
  return startWire(({ method, headers, body }) => {
    if (method !== "POST" || headers["x-amz-target"] !== "secretsmanager.GetSecretValue")
      return fault(400, "UnknownOperationException", "unknown operation");
    if (!String(headers.authorization).includes("/secretsmanager/aws4_request"))
      return fault(400, "MissingAuthenticationTokenException", "not signed");
    if (broken.now) return fault(500, "InternalServiceError", "try again");
    const { SecretId } = JSON.parse(body);
    const SecretString = secrets[SecretId];
    if (SecretString === undefined)
      return fault(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    return {
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: { ARN: SecretId, Name: SecretId.split(":").at(-1), SecretString, VersionStages: ["AWSCURRENT"] },
    };
  });
}
