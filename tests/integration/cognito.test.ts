import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { COGNITO_SIGN_IN } from "@/lib/auth/schema";
import { db } from "@/lib/db/client";
import { type PoolUser, startCognito } from "../wire/cognito";
import { startSecretsManager } from "../wire/secrets-manager";

const POOL = "us-east-1_AbCdEfGhI";
const CLIENT = { id: "1h57kf5cpq17m0eml12EXAMPLE", secret: "a secret of the client" };
const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:client";

let cognito: Awaited<ReturnType<typeof startCognito>>;
let secrets: Awaited<ReturnType<typeof startSecretsManager>>;
let app: typeof import("./person");

beforeAll(async () => {
  [cognito, secrets] = await Promise.all([
    startCognito(CLIENT, POOL),
    startSecretsManager({ [ARN]: CLIENT.secret }),
  ]);
  vi.resetModules();
  vi.stubEnv("SECRETS_ENDPOINT", secrets.endpoint);
  vi.stubEnv("COGNITO_USER_POOL_ID", POOL);
  vi.stubEnv("COGNITO_DOMAIN", new URL(cognito.endpoint).host);
  vi.stubEnv("COGNITO_CLIENT_ID", CLIENT.id);
  vi.stubEnv("COGNITO_CLIENT_SECRET_ARN", ARN);
  app = await import("./person");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([cognito.stop(), secrets.stop()]);
});

/** Signs in by the user pool, and returns the last location and its cookies. */
async function signIn(user: Partial<PoolUser>, forged: { state?: string; cookie?: string } = {}) {
  cognito.user.now = {
    sub: randomUUID(),
    email: `${randomUUID()}@example.org`,
    email_verified: true,
    ...user,
  };
  const started = await app.authCall("sign-in/social", { body: COGNITO_SIGN_IN });
  expect(started.status).toBe(200);
  const redirect = await fetch((await started.json()).url, { redirect: "manual" });
  const callback = new URL(redirect.headers.get("location") ?? "");
  if (forged.state) callback.searchParams.set("state", forged.state);
  expect(callback.pathname).toBe("/api/auth/callback/cognito");
  const ended = await app.authCall(`callback/cognito${callback.search}`, {
    method: "GET",
    headers: { cookie: forged.cookie ?? app.cookiesOf(started) },
  });
  return { to: ended.headers.get("location") ?? "", cookie: app.cookiesOf(ended), user: cognito.user.now };
}

const racersOf = (cookie: string) => app.call({ userId: "", email: "", cookie }, "GET", "/api/racers");

describe("signing in with the user pool", () => {
  test("creates a person with their own team at the first sign-in, and finds them at the next", async () => {
    const first = await signIn({ name: "Lara Gut" });
    expect(first.to).toBe("/runs");
    expect((await racersOf(first.cookie)).body.items).toMatchObject([{ name: "Lara Gut", isSelf: true }]);
    const again = await signIn(first.user);
    expect((await racersOf(again.cookie)).status).toBe(200);
    const people = await db.user.findMany({
      where: { email: first.user.email },
      include: { accounts: true, memberships: true },
    });
    expect(people).toMatchObject([{ emailVerified: true, memberships: [{ role: "owner" }] }]);
    expect(people[0]?.accounts).toMatchObject([
      {
        providerId: "cognito",
        accountId: first.user.sub,
        accessToken: null,
        refreshToken: null,
        idToken: null,
      },
    ]);
  });

  test("names a person without a name after their mail address", async () => {
    const { cookie, user } = await signIn({ name: undefined });
    expect((await racersOf(cookie)).body.items[0].name).toBe(user.email.split("@")[0]);
  });

  test("links no account with an unverified address on either side", async () => {
    const unproven = await app.signUp();
    const refused = await signIn({ email: unproven.email });
    expect(refused.to).toContain("/sign-in?error=account_not_linked");
    expect(refused.cookie).not.toContain("session_token=");

    await db.user.update({ where: { id: unproven.userId }, data: { emailVerified: true } });
    const claimed = await signIn({ email: unproven.email, email_verified: false });
    expect(claimed.to).toContain("error=account_not_linked");

    const joined = await signIn({ email: unproven.email });
    expect(joined.to).toBe("/runs");
    expect(
      (await app.call({ ...unproven, cookie: joined.cookie }, "GET", "/api/racers")).body.items,
    ).toHaveLength(1);
    expect(await db.user.count({ where: { email: unproven.email } })).toBe(1);
  });

  test("fails with a forged state, and in a browser that did not start it", async () => {
    for (const forged of [{ state: "invented" }, { cookie: "none=1" }]) {
      const ended = await signIn({}, forged);
      expect(ended.to).toContain("/sign-in?error=");
      expect(ended.cookie).not.toContain("session_token=");
      expect(await db.user.count({ where: { email: ended.user.email } })).toBe(0);
    }
  });

  test("refuses other providers, other callbacks and tokens of other issuers", async () => {
    const bodies = [
      { ...COGNITO_SIGN_IN, provider: "github" },
      { ...COGNITO_SIGN_IN, callbackURL: "https://evil.example" },
      { ...COGNITO_SIGN_IN, idToken: { token: "x.y.z" } },
    ];
    for (const body of bodies) expect((await app.authCall("sign-in/social", { body })).status).toBe(400);
  });
});
