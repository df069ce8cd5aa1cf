const LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"];

/** Returns client options: fake credentials for a local endpoint, the SDK's defaults otherwise. */
export const endpointOptions = (endpoint: string | undefined) => ({
  endpoint,
  credentials:
    endpoint && LOOPBACK_HOSTS.includes(new URL(endpoint).hostname)
      ? { accessKeyId: "local", secretAccessKey: "local" }
      : undefined,
});
