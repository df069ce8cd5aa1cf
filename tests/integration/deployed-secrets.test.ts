import { generateKeyPairSync, randomUUID, verify } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { artifactAt, artifactKey, originalAt, originalKey } from "@/lib/runs/keys";
import { startSecretsManager } from "../wire/secrets-manager";
import type { Wire } from "../wire/server";
import { makeQueued } from "./queued";

const arn = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`;
const key = generateKeyPairSync("rsa", { modulusLength: 2048 });
const secrets = {
  [arn("auth")]: "a secret of a deployment, 32 letters or more",
  [arn("short")]: "too short",
  [arn("cdn")]: key.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
};
const broken = { now: false };
let wire: Wire;

beforeAll(async () => {
  wire = await startSecretsManager(secrets, broken);
});
afterAll(() => wire.stop());
afterEach(() => {
  broken.now = false;
  vi.unstubAllEnvs();
});

/** Reloads the modules of the application with these variables. */
function deploy(variables: Record<string, string>): void {
  vi.resetModules();
  wire.requests.length = 0;
  vi.stubEnv("SECRETS_ENDPOINT", wire.endpoint);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

test("a secret is read once for concurrent and later callers", async () => {
  deploy({});
  const { readSecret } = await import("@/lib/adapters/secrets");
  const texts = await Promise.all([1, 2, 3].map(() => readSecret(arn("auth"))));
  expect([...texts, await readSecret(arn("auth"))]).toEqual(Array(4).fill(secrets[arn("auth")]));
  expect(wire.requests).toHaveLength(1);
});

test("a failed read of a secret is repeated by the next caller", async () => {
  deploy({});
  const { readSecret } = await import("@/lib/adapters/secrets");
  broken.now = true;
  await expect(readSecret(arn("auth"))).rejects.toMatchObject({ code: "unavailable", transient: true });
  broken.now = false;
  expect(await readSecret(arn("auth"))).toBe(secrets[arn("auth")]);
  await expect(readSecret(arn("none"))).rejects.toMatchObject({ code: "internal" });
});

test("sessions are signed with the deployment's secret; while it cannot be read, sign-in answers 503", async () => {
  deploy({ AUTH_SECRET: "", AUTH_SECRET_ARN: arn("auth") });
  const { authCall, call, signUp } = await import("./person");
  broken.now = true;
  const body = { name: "Early", email: `${randomUUID()}@example.org`, password: "a long enough password" };
  expect((await authCall("sign-up/email", { body })).status).toBe(503);
  broken.now = false;
  const person = await signUp();
  expect((await call(person, "GET", "/api/racers")).status).toBe(200);

  deploy({ AUTH_SECRET: "another secret, of 32 letters or even more" });
  const elsewhere = await import("./person");
  expect((await elsewhere.call(person, "GET", "/api/racers")).status).toBe(401);
});

test("a secret too short to sign sessions is refused", async () => {
  deploy({ AUTH_SECRET: "", AUTH_SECRET_ARN: arn("short") });
  const { signUp } = await import("./person");
  await expect(signUp()).rejects.toThrow("500");
});

test("an environment with a CDN and without its signing key is refused", async () => {
  deploy({ CDN_URL: "https://cdn.example.org" });
  await expect(import("@/lib/env")).rejects.toThrow("CDN_PRIVATE_KEY_ARN: CDN_URL needs it");
});

const CDN = {
  CDN_URL: "https://cdn.example.org",
  CDN_KEY_PAIR_ID: "K2JCJMDEHXQW5F",
  CDN_PRIVATE_KEY_ARN: arn("cdn"),
};

/** Verifies a signed URL as CloudFront does, and returns its expiry. */
function opensUntil(link: URL): number {
  const expires = Number(link.searchParams.get("Expires"));
  const policy = `{"Statement":[{"Resource":"${link.origin}${link.pathname}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
  const signature = (link.searchParams.get("Signature") ?? "").replace(
    /[-_~]/g,
    (letter) => ({ "-": "+", _: "=", "~": "/" })[letter]!,
  );
  expect(verify("RSA-SHA1", Buffer.from(policy), key.publicKey, Buffer.from(signature, "base64"))).toBe(true);
  expect(link.searchParams.get("Key-Pair-Id")).toBe(CDN.CDN_KEY_PAIR_ID);
  return expires;
}

test("with a CDN, files are shown by signed CDN links and downloaded by S3 links", async () => {
  deploy(CDN);
  const { call, signUp } = await import("./person");
  const person = await signUp();
  const { runId, analysisId, objectKey } = await makeQueued(person);
  await db.analysis.update({
    where: { id: analysisId },
    data: { state: "succeeded", artifacts: ["poster.jpg"] },
  });
  const linkOf = async (file: string) =>
    new URL((await call(person, "GET", `/api/runs/${runId}/files/${file}`)).headers.get("location") ?? "");

  const shown = { original: objectKey, "poster.jpg": artifactKey(runId, analysisId, "poster.jpg") };
  for (const [file, objectKey] of Object.entries(shown)) {
    const link = await linkOf(file);
    expect(`${link.origin}${link.pathname}`).toBe(`https://cdn.example.org/${objectKey}`);
    expect(opensUntil(link) - Date.now() / 1000).toBeGreaterThan(3500);
  }
  expect(wire.requests).toHaveLength(1);

  const saved = await linkOf("original?download=1");
  expect(saved.origin).toBe(new URL(process.env.S3_ENDPOINT ?? "").origin);
  expect(saved.searchParams.get("response-content-disposition")).toContain("attachment");
});

test("originals and derived files have separate buckets, and are deleted from both", async () => {
  const { deleteMany, head, putObject } = await import("@/lib/adapters/storage/objects");
  const { signGet } = await import("@/lib/adapters/storage/links");
  const runId = randomUUID();
  const stored = [originalAt(originalKey(runId, "mp4")), artifactAt(runId, randomUUID(), "poster.jpg")];
  for (const location of stored) await putObject(location, new Uint8Array(3), { contentType: "video/mp4" });
  const buckets = await Promise.all(
    stored.map(async (location) => new URL(await signGet(location, { expiresS: 60 })).pathname.split("/")[1]),
  );
  expect(buckets).toEqual(["media", "derived"]);
  await deleteMany(stored);
  expect(await Promise.all(stored.map(head))).toEqual([null, null]);
});
