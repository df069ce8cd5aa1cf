import { describe, expect, test } from "vitest";
import { missingSettings, parseEnv } from "./env";

test("prefers a non-empty APP_REGION to AWS_REGION", () => {
  const platform = { AWS_REGION: "us-west-2" };
  expect(parseEnv({ ...platform, APP_REGION: "eu-central-1" }).AWS_REGION).toBe("eu-central-1");
  expect(parseEnv({ ...platform, APP_REGION: "" }).AWS_REGION).toBe("us-west-2");
  expect(parseEnv({ APP_REGION: "eu-central-1" }).AWS_REGION).toBe("eu-central-1");
});

test("names each missing variable that another one needs", () => {
  expect(() => parseEnv({ CDN_URL: "https://cdn.example.org" })).toThrow(
    "The environment is not complete:\n  CDN_KEY_PAIR_ID: CDN_URL needs it\n  CDN_PRIVATE_KEY_ARN: CDN_URL needs it",
  );
});

test("parses without settings in production, with defaults that do not resolve", () => {
  const { APP_URL, DATABASE_URL, MEDIA_BUCKET, ANALYSIS_QUEUE_NAME } = parseEnv({ NODE_ENV: "production" });
  for (const value of [APP_URL, DATABASE_URL, MEDIA_BUCKET, ANALYSIS_QUEUE_NAME])
    expect(value).toMatch(/\.invalid\b/);
});

describe("missingSettings", () => {
  const complete = {
    NODE_ENV: "production",
    APP_URL: "https://ski.example.org",
    AUTH_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:1:secret:auth",
    DATABASE_HOST: "db.example.org",
    MEDIA_BUCKET: "media-bucket",
    ANALYSIS_QUEUE_NAME: "analysis-queue",
    AWS_REGION: "eu-central-1",
  };

  test("is empty when all required settings are set", () => {
    expect(missingSettings("web", complete)).toEqual([]);
    expect(missingSettings("worker", { ...complete, APP_URL: "", AUTH_SECRET_ARN: "" })).toEqual([]);
  });

  test.each([
    ["APP_URL", "APP_URL"],
    ["AUTH_SECRET_ARN", "AUTH_SECRET or AUTH_SECRET_ARN"],
    ["DATABASE_HOST", "DATABASE_URL or DATABASE_HOST"],
    ["MEDIA_BUCKET", "MEDIA_BUCKET"],
    ["ANALYSIS_QUEUE_NAME", "ANALYSIS_QUEUE_NAME"],
    ["AWS_REGION", "AWS_REGION or APP_REGION"],
  ])("names %s when it is unset or empty for a web server", (name, expected) => {
    expect(missingSettings("web", { ...complete, [name]: undefined })).toEqual([expected]);
    expect(missingSettings("web", { ...complete, [name]: "" })).toEqual([expected]);
  });

  test("is empty outside production", () => {
    expect(missingSettings("web", { NODE_ENV: "development" })).toEqual([]);
  });
});
