const ON_THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Where a client finds its service and as whom, to be spread into its options. Nothing is set on AWS: the region says where,
 * the role as whom. A stand-in on this machine takes any credentials; any other endpoint gets the role's.
 */
export const serviceAt = (endpoint: string | undefined) => ({
  endpoint,
  credentials:
    endpoint && ON_THIS_MACHINE.includes(new URL(endpoint).hostname)
      ? { accessKeyId: "local", secretAccessKey: "local" }
      : undefined,
});
