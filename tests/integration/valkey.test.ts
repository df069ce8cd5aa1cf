import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { Redis } from "iovalkey";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { type RunningValkey, startValkey, VALKEY } from "./setup/valkey";

if (!VALKEY) {
  console.warn(
    "Skipped the tests with a real Valkey, because neither valkey-server nor redis-server is installed.",
  );
}

/** Reloads the modules of the application with this Valkey. */
async function appWith(url: string) {
  vi.resetModules();
  vi.stubEnv("VALKEY_URL", url);
  const person = await import("./person");
  const { consume } = await import("@/lib/limits/rate-limit");
  const { closeValkey } = await import("@/lib/adapters/cache");
  const { cacheSession } = await import("@/lib/auth/session-cache");
  return { ...person, consume, closeValkey, cacheSession };
}
type App = Awaited<ReturnType<typeof appWith>>;
let app: App;
afterEach(() => vi.unstubAllEnvs());

const statusOf = async (cookie: string) =>
  (await app.call({ userId: "", email: "", cookie }, "GET", "/api/racers")).status;

describe.runIf(VALKEY)("with a Valkey", () => {
  let valkey: RunningValkey;
  let client: Redis;
  beforeAll(async () => {
    valkey = await startValkey(VALKEY ?? "");
    client = new Redis(valkey.url);
    client.on("error", () => undefined);
    app = await appWith(valkey.url);
  });
  afterAll(async () => {
    app.closeValkey();
    client.disconnect();
    await valkey.stop();
  });

  test("a cached session is not read from Postgres, and is cached for five minutes at most", async () => {
    const person = await app.signUp();
    const { token } = await db.session.findFirstOrThrow({ where: { userId: person.userId } });
    expect(await client.ttl(`auth:${token}`)).toBeGreaterThan(250);
    expect(await client.ttl(`auth:${token}`)).toBeLessThanOrEqual(300);
    await db.session.deleteMany({ where: { userId: person.userId } });
    expect(await statusOf(person.cookie)).toBe(200);
    await client.flushall();
    expect(await statusOf(person.cookie)).toBe(401);
  });

  test("a removed membership has no effect from the next request on, while the session is cached", async () => {
    const person = await app.signUp();
    const { token } = await db.session.findFirstOrThrow({ where: { userId: person.userId } });
    const add = () => app.call(person, "POST", "/api/racers", { name: "Lindsey" });
    expect((await add()).status).toBe(201);
    await db.membership.deleteMany({ where: { userId: person.userId } });
    expect(await client.exists(`auth:${token}`)).toBe(1);
    expect((await add()).status).toBe(403);
  });

  test("a flushed Valkey signs nobody out and caches the session again", async () => {
    const person = await app.signUp();
    const { token } = await db.session.findFirstOrThrow({ where: { userId: person.userId } });
    await client.flushall();
    expect(await statusOf(person.cookie)).toBe(200);
    await expect.poll(() => client.exists(`auth:${token}`)).toBe(1);
  });

  test("signing out ends a session at once, also when a concurrent request caches it afterwards", async () => {
    const person = await app.signUp();
    const { token } = await db.session.findFirstOrThrow({ where: { userId: person.userId } });
    const late = JSON.parse((await client.get(`auth:${token}`)) ?? "");
    expect((await app.authCall("sign-out", { headers: { cookie: person.cookie } })).status).toBe(200);
    expect(await statusOf(person.cookie)).toBe(401);
    await app.cacheSession(late);
    expect(await statusOf(person.cookie)).toBe(401);
  });

  test("a new password ends all cached sessions, and its link works once", async () => {
    const person = await app.signUp();
    expect(await statusOf(person.cookie)).toBe(200);
    await app.authCall("request-password-reset", { body: { email: person.email } });
    const folder = process.env.MAIL_DIR ?? "";
    const mails = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")),
    );
    const token = /#(\S+)/.exec(mails.find((mail) => mail.includes(person.email)) ?? "")?.[1];
    const set = () =>
      app.authCall("reset-password", { body: { token, newPassword: "a new and long enough one" } });
    expect((await set()).status).toBe(200);
    expect(await statusOf(person.cookie)).toBe(401);
    expect((await set()).status).toBe(400);
  });

  test("an extended session is extended in Valkey and Postgres", async () => {
    const person = await app.signUp();
    const { token } = await db.session.findFirstOrThrow({ where: { userId: person.userId } });
    await db.session.update({ where: { token }, data: { expiresAt: new Date(Date.now() + 24 * 3_600_000) } });
    await client.flushall();
    const answer = await app.call(person, "GET", "/api/racers");
    expect(answer.headers.getSetCookie().join()).toContain("session_token=");
    const { expiresAt } = await db.session.findFirstOrThrow({ where: { token } });
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * 3_600_000);
    expect(await statusOf(person.cookie)).toBe(200);
  });

  test("requests are counted in Valkey, also concurrent ones, and a new window starts when the old one ends", async () => {
    const key = `test:${randomUUID()}`;
    const decisions = await Promise.all(Array.from({ length: 12 }, () => app.consume(key, 60, 5)));
    expect(decisions.filter((decision) => decision.allowed)).toHaveLength(5);
    const refused = decisions.find((decision) => !decision.allowed);
    expect(refused?.retryAfterS).toBeGreaterThan(50);
    expect(refused?.retryAfterS).toBeLessThanOrEqual(60);
    expect(await db.rateLimit.count({ where: { key } })).toBe(0);
    await client.pexpire(`tries:${key}`, 1);
    await expect.poll(async () => (await app.consume(key, 60, 5)).allowed).toBe(true);
  });

  test("a Valkey that hangs and then stops ends no session, and delays requests by seconds at most", async () => {
    const person = await app.signUp();
    valkey.process.kill("SIGSTOP");
    const fromMs = performance.now();
    expect(await statusOf(person.cookie)).toBe(200);
    const key = `test:${randomUUID()}`;
    expect((await app.consume(key, 60, 1)).allowed).toBe(true);
    expect((await app.consume(key, 60, 1)).allowed).toBe(false);
    expect(performance.now() - fromMs).toBeLessThan(4_000);
    await valkey.stop();
    expect(await statusOf(person.cookie)).toBe(200);
    const cookie = app.cookiesOf(
      await app.authCall("sign-in/email", { body: { email: person.email, password: app.PASSWORD } }),
    );
    expect(await statusOf(cookie)).toBe(200);
  });
});

describe("while Valkey does not answer", () => {
  let silent: Server;
  beforeEach(async () => {
    silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    app.closeValkey();
    silent.close();
  });

  test.each(["refuses", "is silent"])(
    "because it %s, people sign up, in and out, and requests are limited",
    async (how) => {
      const { port } = silent.address() as { port: number };
      app = await appWith(`redis://127.0.0.1:${how === "refuses" ? 1 : port}`);
      const person = await app.signUp();
      expect(await statusOf(person.cookie)).toBe(200);
      const key = `test:${randomUUID()}`;
      const decisions = await Promise.all([1, 2, 3].map(() => app.consume(key, 60, 2)));
      expect(decisions.filter((decision) => decision.allowed)).toHaveLength(2);
      expect((await app.authCall("sign-out", { headers: { cookie: person.cookie } })).status).toBe(200);
      expect(await statusOf(person.cookie)).toBe(401);
    },
  );
});
