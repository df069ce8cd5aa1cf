const LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Returns the endpoint and credentials options of a client. Undefined ones leave both to the SDK, as on AWS.
 * A fake on this machine accepts any credentials; another endpoint, as of a VPC, gets the role's.
 */
export const endpointOptions = (endpoint: string | undefined) => ({
  endpoint,
  credentials:
    endpoint && LOOPBACK_HOSTS.includes(new URL(endpoint).hostname)
      ? { accessKeyId: "local", secretAccessKey: "local" }
      : undefined,
});
