import { resolve } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

/** Returns the sources of each CSP directive in a build with these variables. */
async function policyOf(variables: Record<string, string | undefined>): Promise<Record<string, string[]>> {
  vi.resetModules();
  const surroundings = {
    S3_ENDPOINT: undefined,
    DERIVED_BUCKET: undefined,
    APP_REGION: "eu-central-1",
    AWS_REGION: undefined,
  };
  for (const [name, value] of Object.entries({ ...surroundings, ...variables })) vi.stubEnv(name, value);
  const { default: config } = await import(/* @vite-ignore */ resolve("next.config.mjs"));
  const [{ headers }] = await config.headers();
  const policy: string = headers.find((header: { key: string }) => header.key.endsWith("Policy")).value;
  return Object.fromEntries(
    policy.split("; ").map((line) => {
      const [directive = "", ...sources] = line.split(" ");
      return [directive, sources];
    }),
  );
}

const UPLOADS = "https://ups.s3.eu-central-1.amazonaws.com";
const DERIVED = "https://made.s3.eu-central-1.amazonaws.com";
const BUCKETS = { MEDIA_BUCKET: "ups", DERIVED_BUCKET: "made" };

test("with a CDN, pages may load files from it only, and send parts to the bucket of originals", async () => {
  const policy = await policyOf({ ...BUCKETS, CDN_URL: "https://cdn.example.org" });
  expect(policy["img-src"]).toEqual(["'self'", "blob:", "data:", "https://cdn.example.org"]);
  expect(policy["media-src"]).toEqual(["'self'", "blob:", "https://cdn.example.org"]);
  expect(policy["connect-src"]).toEqual(["'self'", UPLOADS, "https://cdn.example.org"]);
});

test("without a CDN, pages may load files from both buckets", async () => {
  const policy = await policyOf(BUCKETS);
  expect(policy["media-src"]).toEqual(["'self'", "blob:", UPLOADS, DERIVED]);
  expect(policy["connect-src"]).toEqual(["'self'", UPLOADS, DERIVED]);
});

test("without APP_REGION, AWS_REGION is used", async () => {
  const policy = await policyOf({ ...BUCKETS, APP_REGION: undefined, AWS_REGION: "eu-central-1" });
  expect(policy["connect-src"]).toEqual(["'self'", UPLOADS, DERIVED]);
});
