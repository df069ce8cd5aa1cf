import { expect, test } from "vitest";
import { parseEnv } from "./env";

test("the region is the deployment's, then the platform's, and an empty one is none", () => {
  const platform = { AWS_REGION: "us-west-2" };
  expect(parseEnv({ ...platform, APP_REGION: "eu-central-1" }).AWS_REGION).toBe("eu-central-1");
  expect(parseEnv({ ...platform, APP_REGION: "" }).AWS_REGION).toBe("us-west-2");
  expect(parseEnv({ APP_REGION: "eu-central-1" }).AWS_REGION).toBe("eu-central-1");
});
