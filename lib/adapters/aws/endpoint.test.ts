import { expect, test } from "vitest";
import { serviceAt } from "./endpoint";

test("only a stand-in on this machine is spoken to with invented credentials", () => {
  for (const endpoint of ["http://127.0.0.1:9102", "http://localhost:1", "http://[::1]:2"]) {
    expect(serviceAt(endpoint)).toEqual({
      endpoint,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
  }
  for (const endpoint of [
    undefined,
    "https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com",
    "http://localhost.example",
  ])
    expect(serviceAt(endpoint)).toEqual({ endpoint, credentials: undefined });
});
