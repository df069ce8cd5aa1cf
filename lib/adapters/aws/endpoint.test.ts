import { expect, test } from "vitest";
import { endpointOptions } from "./endpoint";

test("sets fake credentials for a loopback endpoint only", () => {
  for (const endpoint of ["http://127.0.0.1:9102", "http://localhost:1", "http://[::1]:2"]) {
    expect(endpointOptions(endpoint)).toEqual({
      endpoint,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
  }
  for (const endpoint of [
    undefined,
    "https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com",
    "http://localhost.example",
  ])
    expect(endpointOptions(endpoint)).toEqual({ endpoint, credentials: undefined });
});
