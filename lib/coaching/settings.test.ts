import { expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { coachingSettings } from "./settings";

it("returns the rules engine by default, and bedrockNotSetUp for a model without both prices", () => {
  expect(coachingSettings(parseEnv({}))).toEqual({ engine: "rules" });
  const wanted = { COACHING_ENGINE: "bedrock", BEDROCK_MODEL_ID: "us.amazon.nova-2-lite-v1:0" };
  expect(coachingSettings(parseEnv(wanted))).toEqual({
    engine: "bedrockNotSetUp",
    missing: ["BEDROCK_USD_PER_MTOK_IN", "BEDROCK_USD_PER_MTOK_OUT"],
  });
  const priced = { ...wanted, BEDROCK_USD_PER_MTOK_IN: "0.3", BEDROCK_USD_PER_MTOK_OUT: "2.5" };
  expect(coachingSettings(parseEnv({ ...priced, AWS_REGION: "eu-west-1" }))).toMatchObject({
    engine: "bedrock",
    region: "eu-west-1",
    usdPerMTokIn: 0.3,
    monthlyUsd: 20,
    video: false,
  });
});
