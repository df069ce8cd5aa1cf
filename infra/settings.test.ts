import { describe, expect, test } from "vitest";
import { hasFirewall, profilePrefix, readSettings } from "./settings";

const read = (context: Record<string, string>) => readSettings((name) => context[name]);
const amplify = { repository: "https://github.com/example/ski-racer" };
const container = {
  hosting: "container",
  domain: "ski.example.org",
  certificateArn: "arn:aws:acm:us-east-1:1:certificate/2",
};

test("the defaults are stage dev on Amplify with access=gateway and a Lambda worker", () => {
  expect(read(amplify)).toMatchObject({
    stage: "dev",
    access: "gateway",
    hosting: "amplify",
    worker: "lambda",
  });
});

describe("throws an error that names the setting to change, for", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      "Amplify in a VPC",
      { ...amplify, access: "vpc" },
      /cannot reach a VPC\. Choose hosting=container, or access=gateway/,
    ],
    ["Amplify without a repository", {}, /needs repository=/],
    ["containers without HTTPS", { hosting: "container" }, /needs domain=… and certificateArn=…/],
    ["a cache without a VPC", { ...amplify, valkey: "on" }, /valkey=on needs access=vpc/],
    ["Cognito with access=vpc", { ...container, access: "vpc", cognito: "on" }, /no internet access/],
    [
      "previews in production",
      { ...amplify, stage: "prod", alarmEmail: "a@b.org", previews: "on" },
      /previews=on does not work with stage=prod/,
    ],
    ["previews of containers", { ...container, previews: "on" }, /Amplify builds previews/],
    [
      "production without an alarm address",
      { ...amplify, stage: "prod" },
      /alarms and the budget notify this address/,
    ],
    [
      "a profile of another geography",
      { ...amplify, region: "eu-central-1" },
      /choose the one of your geography/,
    ],
    [
      "a profile of an unknown geography",
      { ...amplify, modelId: "mars.amazon.nova-2-lite-v1:0" },
      /modelRegions=/,
    ],
    [
      "an application inference profile",
      { ...amplify, modelId: "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3" },
      /whose models are unknown here.*give the id of a system-defined profile, such as us\.amazon\.nova/,
    ],
    [
      "a provisioned model",
      { ...amplify, modelId: "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3" },
      /whose models are unknown here/,
    ],
    [
      "a model's ARN of another region",
      { ...amplify, modelId: "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0" },
      /give the ARN of region=…, or the id alone/,
    ],
    [
      "a profile's ARN of another geography",
      {
        ...amplify,
        region: "eu-central-1",
        modelId: "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/us.amazon.nova-2-lite-v1:0",
      },
      /choose the one of your geography/,
    ],
    [
      "a stage name with a space",
      { ...amplify, stage: "My Branch" },
      /stage: 2 to 12 lower-case letters and digits/,
    ],
  ])("%s", (_, context, sentence) => {
    expect(() => read(context)).toThrow(sentence);
  });
});

test("the firewall defaults to on in prod and to off elsewhere", () => {
  const prod = { ...amplify, stage: "prod", alarmEmail: "a@b.org" };
  expect(hasFirewall(read(prod))).toBe(true);
  expect(hasFirewall(read({ ...prod, firewall: "off" }))).toBe(false);
  expect(hasFirewall(read(amplify))).toBe(false);
  expect(hasFirewall(read({ ...amplify, stage: "pr12", firewall: "on" }))).toBe(true);
});

test("the default budget follows from stage, hosting and access", () => {
  const prod = { stage: "prod", alarmEmail: "a@b.org" };
  expect(read({ ...amplify, ...prod }).budgetUsd).toBeGreaterThan(100);
  expect(read({ ...amplify, ...prod, budgetUsd: "75" }).budgetUsd).toBe(75);
  expect(read(amplify).budgetUsd).toBeLessThan(read({ ...amplify, ...prod }).budgetUsd / 1.5);
  expect(read({ ...container, ...prod, access: "vpc" }).budgetUsd).toBeGreaterThan(300);
});

test("modelId is not checked with the rules engine", () => {
  const modelId = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3";
  expect(read({ ...amplify, coach: "rules", modelId })).toMatchObject({ modelId });
});

test("profilePrefix returns the geography of a profile and undefined for a model", () => {
  expect(profilePrefix("us.amazon.nova-2-lite-v1:0")).toBe("us");
  expect(profilePrefix("global.anthropic.claude-sonnet-4-6-v1:0")).toBe("global");
  expect(profilePrefix("amazon.nova-lite-v1:0")).toBeUndefined();
  expect(profilePrefix("anthropic.claude-haiku-4-5-20251001-v1:0")).toBeUndefined();
  expect(
    profilePrefix("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"),
  ).toBe("us");
  expect(profilePrefix("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0")).toBeUndefined();
});
