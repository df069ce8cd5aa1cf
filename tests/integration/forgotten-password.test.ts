import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { startSes } from "../wire/ses";

const broken = { now: false };
let ses: Awaited<ReturnType<typeof startSes>>;
let app: typeof import("./person");

beforeAll(async () => {
  ses = await startSes(broken);
  vi.resetModules();
  vi.stubEnv("SES_ENDPOINT", ses.endpoint);
  vi.stubEnv("MAIL_FROM", "Ski Racer <no-reply@example.org>");
  app = await import("./person");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await ses.stop();
});
beforeEach(() => {
  broken.now = false;
  ses.mails.length = 0;
});

const ask = (email: string) => app.authCall("request-password-reset", { body: { email } });
const set = (token: string, newPassword: string) =>
  app.authCall("reset-password", { body: { token, newPassword } });
const signIn = async (email: string, password: string) =>
  (await app.authCall("sign-in/email", { body: { email, password } })).status;

/** Returns the token of the link in the last mail. */
const tokenOf = () => /\/new-password#(\S+)/.exec(ses.mails.at(-1)?.text ?? "")?.[1] ?? "";
const NEW = "another long enough password";

test("a mailed link sets a new password once, ends all sessions and other links, and verifies the address", async () => {
  const person = await app.signUp();
  await Promise.all([ask(person.email), ask(person.email.toUpperCase())]);
  expect(ses.mails).toMatchObject(
    Array(2).fill({ from: "Ski Racer <no-reply@example.org>", to: [person.email] }),
  );
  const [first, second] = ses.mails.map((mail) => /#(\S+)/.exec(mail.text)?.[1] ?? "");
  expect((await set(second!, "short")).status).toBe(400);
  expect((await set(second!, NEW)).status).toBe(200);

  expect(await signIn(person.email, NEW)).toBe(200);
  expect(await signIn(person.email, app.PASSWORD)).toBe(401);
  expect((await app.call(person, "GET", "/api/racers")).status).toBe(401);
  for (const used of [first!, second!]) expect((await set(used, "yet another password")).status).toBe(400);
  const user = await db.user.findUniqueOrThrow({ where: { id: person.userId } });
  expect(user.emailVerified).toBe(true);
});

test("an expired or forged link sets no password", async () => {
  const person = await app.signUp();
  await ask(person.email);
  await db.verification.updateMany({
    where: { value: person.userId },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
  for (const token of [tokenOf(), "invented"]) {
    const refused = await set(token, NEW);
    expect([refused.status, (await refused.json()).code]).toEqual([400, "INVALID_TOKEN"]);
  }
  expect(await signIn(person.email, app.PASSWORD)).toBe(200);
});

test("response and response time are the same for an unknown address and for a failed mail", async () => {
  const person = await app.signUp();
  const timed = async (email: string) => {
    const fromMs = performance.now();
    const response = await ask(email);
    return { status: response.status, body: await response.json(), tookMs: performance.now() - fromMs };
  };
  const [known, unknown] = await Promise.all([timed(person.email), timed(`${randomUUID()}@example.org`)]);
  broken.now = true;
  const unsent = await timed(person.email);
  for (const answer of [unknown, unsent]) {
    expect({ ...answer, tookMs: 0 }).toEqual({ ...known, tookMs: 0 });
    expect(answer.tookMs).toBeGreaterThanOrEqual(990);
  }
  expect(ses.mails).toHaveLength(1);
});

test("requests are limited by mail address, whether it has an account or not", async () => {
  const email = `${randomUUID()}@example.org`;
  const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await ask(email)).status));
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});

test("the mailed token is stored hashed only", async () => {
  const person = await app.signUp();
  await ask(person.email);
  const rows = await db.verification.findMany({ where: { value: person.userId } });
  expect(rows).toHaveLength(1);
  expect(tokenOf().length).toBeGreaterThan(20);
  expect(JSON.stringify(rows)).not.toContain(tokenOf());
});
