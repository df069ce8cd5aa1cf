import { expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { coachSettings } from "./settings";

it("asks no model unless told, and none whose price is not told, since its spending could not be limited", () => {
  expect(coachSettings(parseEnv({}))).toEqual({ engine: "rules" });
  const wanted = { COACH: "bedrock", BEDROCK_MODEL_ID: "us.amazon.nova-2-lite-v1:0" };
  expect(coachSettings(parseEnv(wanted))).toEqual({
    engine: "bedrock",
    bedrock: null,
    missing: ["BEDROCK_USD_PER_MTOK_IN", "BEDROCK_USD_PER_MTOK_OUT"],
  });
  const priced = { ...wanted, BEDROCK_USD_PER_MTOK_IN: "0.3", BEDROCK_USD_PER_MTOK_OUT: "2.5" };
  expect(coachSettings(parseEnv({ ...priced, AWS_REGION: "eu-west-1" }))).toMatchObject({
    engine: "bedrock",
    bedrock: { model: { region: "eu-west-1" }, prices: { usdPerMTokIn: 0.3 }, monthlyUsd: 20, video: false },
  });
});
