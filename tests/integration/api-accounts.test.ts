import { createHash, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { AUTH_ENDPOINTS, handleAuth } from "@/lib/auth/handler";
import { db } from "@/lib/db/client";
import { authCall, call, cookiesOf, ORIGIN, PASSWORD, signUp, someAddress } from "./person";

const signIn = (email: string, password: string, headers?: Record<string, string>) =>
  authCall("sign-in/email", { body: { email, password }, headers });

describe("signing up", () => {
  test("creates a signed-in person with their own team and racer", async () => {
    const person = await signUp("Petra Vlhová");
    const memberships = await db.membership.findMany({
      where: { userId: person.userId },
      include: { team: true },
    });
    expect(memberships).toMatchObject([{ role: "owner", team: { name: "Petra Vlhová" } }]);
    const racers = await call(person, "GET", "/api/racers");
    expect(racers.body.items).toMatchObject([{ name: "Petra Vlhová", isSelf: true }]);
  });

  test("interrupted before the team was created is completed by concurrent sign-ins", async () => {
    const person = await signUp();
    await db.team.deleteMany({ where: { id: person.userId } });
    await Promise.all([signIn(person.email, PASSWORD), signIn(person.email, PASSWORD)]);
    expect(await db.membership.count({ where: { userId: person.userId } })).toBe(1);
    expect(await db.racer.count({ where: { ownerId: person.userId } })).toBe(1);
  });

  test("stores hashed passwords, and UUIDv7 as ids", async () => {
    const person = await signUp();
    const account = await db.account.findFirstOrThrow({ where: { userId: person.userId } });
    expect(account.password).not.toContain(PASSWORD);
    expect(person.userId[14]).toBe("7");
  });

  test("is refused for a short password, no name, or an address that has an account in any case of letters", async () => {
    const person = await signUp();
    const body = { name: "Someone", email: `${randomUUID()}@example.org`, password: PASSWORD };
    const attempts = [
      { ...body, password: "ninechars" },
      { ...body, name: " " },
      { ...body, email: "nobody" },
      { ...body, email: person.email.toUpperCase() },
    ];
    for (const attempt of attempts) {
      const response = await authCall("sign-up/email", { body: attempt });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect((await response.json()).message).toEqual(expect.any(String));
    }
    expect(await db.user.count({ where: { email: body.email } })).toBe(0);
  });
});

describe("signing in", () => {
  test("works with the right password only, and answers alike for a wrong one and an unknown account", async () => {
    const person = await signUp();
    const right = await signIn(person.email, PASSWORD);
    expect(right.status).toBe(200);
    const again = { ...person, cookie: cookiesOf(right) };
    expect((await call(again, "GET", "/api/racers")).status).toBe(200);

    const wrong = await signIn(person.email, "not the password");
    const unknown = await signIn(`${randomUUID()}@example.org`, "not the password");
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  test("sets an HttpOnly SameSite cookie", async () => {
    const person = await signUp();
    const cookie = (await signIn(person.email, PASSWORD)).headers.getSetCookie().join();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  /** Uses up the limits of the keys that contain this text. */
  const exhaust = (text: string) =>
    db.$executeRaw`UPDATE "RateLimit" SET "count" = 20 WHERE "key" LIKE 'auth:%' AND position(${text} IN "key") > 0`;

  test("is limited by address, over all accounts", async () => {
    const headers = { "x-forwarded-for": someAddress() };
    const guess = () => signIn(`${randomUUID()}@example.org`, PASSWORD, headers);
    expect((await guess()).status).toBe(401);
    expect(await exhaust(headers["x-forwarded-for"])).toBe(1);
    expect((await guess()).status).toBe(429);
  });

  test("is limited by account, over all addresses", async () => {
    const person = await signUp();
    expect((await signIn(person.email, "not the password")).status).toBe(401);
    const account = createHash("sha256").update(person.email).digest("base64url");
    expect(await exhaust(account)).toBe(1);
    expect((await signIn(person.email.toUpperCase(), PASSWORD)).status).toBe(429);
  });

  test("is accepted only from the application's own origin", async () => {
    const person = await signUp();
    const foreign = await signIn(person.email, PASSWORD, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.getSetCookie()).toEqual([]);
  });
});

describe("the endpoints of sign-in", () => {
  test("are eight, and no other endpoint of the library is reachable", async () => {
    expect(Object.keys(AUTH_ENDPOINTS)).toHaveLength(8);
    const person = await signUp();
    for (const path of [
      "update-user",
      "delete-user",
      "list-sessions",
      "change-password",
      "ok",
      "error",
      "callback/github",
      "link-social",
      "reset-password/token",
    ]) {
      for (const method of ["GET", "POST"] as const) {
        const response = await authCall(path, { method, headers: { cookie: person.cookie } });
        expect(response.status, `${method} ${path}`).toBe(404);
      }
    }
  });

  test("refuse large bodies", async () => {
    const response = await handleAuth(
      new Request(`${ORIGIN}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { origin: ORIGIN, "content-type": "application/json" },
        body: JSON.stringify({ email: "a@example.org", password: "x".repeat(100_000) }),
      }),
    );
    expect(response.status).toBe(413);
  });
});
