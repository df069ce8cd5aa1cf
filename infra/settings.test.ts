import { describe, expect, test } from "vitest";
import { hasFirewall, profilePrefix, readSettings } from "./settings";

const asked = (context: Record<string, string>) => readSettings((name) => context[name]);
const amplify = { repository: "https://github.com/example/ski-racer" };
const container = {
  hosting: "container",
  domain: "ski.example.org",
  certificateArn: "arn:aws:acm:us-east-1:1:certificate/2",
};

test("without choices it is a small stage at Amplify, reached through the gateway", () => {
  expect(asked(amplify)).toMatchObject({
    stage: "dev",
    access: "gateway",
    hosting: "amplify",
    worker: "lambda",
  });
});

describe("what cannot be had together is refused in one sentence that says what to do", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      "Amplify in a VPC",
      { ...amplify, access: "vpc" },
      /cannot enter a VPC\. Choose hosting=container, or access=gateway/,
    ],
    ["Amplify without a repository", {}, /needs repository=/],
    ["containers without HTTPS", { hosting: "container" }, /needs domain=… and certificateArn=…/],
    ["a cache without a VPC", { ...amplify, valkey: "on" }, /valkey=on needs access=vpc/],
    ["Cognito from inside", { ...container, access: "vpc", cognito: "on" }, /no way out/],
    [
      "previews on people's data",
      { ...amplify, stage: "prod", alarmEmail: "a@b.org", previews: "on" },
      /previews=on does not go with stage=prod/,
    ],
    ["previews of containers", { ...container, previews: "on" }, /Amplify builds them/],
    ["production that nobody hears", { ...amplify, stage: "prod" }, /an alarm that nobody hears is none/],
    [
      "a profile of another continent",
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
      /whose models cannot be known here.*give the id of a system-defined profile, such as us\.amazon\.nova/,
    ],
    [
      "a model of one's own",
      { ...amplify, modelId: "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3" },
      /whose models cannot be known here/,
    ],
    [
      "a model's ARN of another region",
      { ...amplify, modelId: "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0" },
      /give the ARN of region=…, or the id alone/,
    ],
    [
      "a profile's ARN of another continent",
      {
        ...amplify,
        region: "eu-central-1",
        modelId: "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/us.amazon.nova-2-lite-v1:0",
      },
      /choose the one of your geography/,
    ],
    [
      "a stage that is no name",
      { ...amplify, stage: "My Branch" },
      /stage: 2 to 12 small letters and digits/,
    ],
  ])("%s", (_, context, sentence) => {
    expect(() => asked(context)).toThrow(sentence);
  });
});

test("a firewall, which costs the same for nobody as for everybody, is before prod unless told otherwise", () => {
  const prod = { ...amplify, stage: "prod", alarmEmail: "a@b.org" };
  expect(hasFirewall(asked(prod))).toBe(true);
  expect(hasFirewall(asked({ ...prod, firewall: "off" }))).toBe(false);
  expect(hasFirewall(asked(amplify))).toBe(false);
  expect(hasFirewall(asked({ ...amplify, stage: "pr12", firewall: "on" }))).toBe(true);
});

test("the month's money fits the deployment unless told, and is small where a stage may sleep", () => {
  const prod = { stage: "prod", alarmEmail: "a@b.org" };
  expect(asked({ ...amplify, ...prod }).budgetUsd).toBeGreaterThan(100);
  expect(asked({ ...amplify, ...prod, budgetUsd: "75" }).budgetUsd).toBe(75);
  expect(asked(amplify).budgetUsd).toBeLessThan(asked({ ...amplify, ...prod }).budgetUsd / 1.5);
  expect(asked({ ...container, ...prod, access: "vpc" }).budgetUsd).toBeGreaterThan(300);
});

test("an ARN that no coach is to call is nobody's business", () => {
  const modelId = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3";
  expect(asked({ ...amplify, coach: "rules", modelId })).toMatchObject({ modelId });
});

test("a model's id and a profile's are told apart", () => {
  expect(profilePrefix("us.amazon.nova-2-lite-v1:0")).toBe("us");
  expect(profilePrefix("global.anthropic.claude-sonnet-4-6-v1:0")).toBe("global");
  expect(profilePrefix("amazon.nova-lite-v1:0")).toBeUndefined();
  expect(profilePrefix("anthropic.claude-haiku-4-5-20251001-v1:0")).toBeUndefined();
  expect(
    profilePrefix("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"),
  ).toBe("us");
  expect(profilePrefix("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0")).toBeUndefined();
});
