import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as getDocument } from "@/app/api/openapi.json/route";
import { ROUTES } from "@/app/api/routes";
import { route } from "@/lib/api/route";
import { db } from "@/lib/db/client";
import { PrismaClient } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { problemSchema } from "@/lib/http/schema";
import { consume, RATE_LIMITS } from "@/lib/limits/rate-limit";
import { beginRun } from "./clip";
import { authCall, call, ORIGIN, type Person, signUp, someAddress } from "./person";

let person: Person;
beforeAll(async () => {
  person = await signUp("Marcel");
});

const openRoute = (handler: () => Promise<{ value: number }>) =>
  route(
    {
      method: "POST",
      path: "/api/test",
      summary: "",
      access: "public",
      limit: null,
      response: z.object({ value: z.number() }),
    },
    handler,
  );
const post = (headers: Record<string, string>) =>
  new Request(`${ORIGIN}/api/test`, { method: "POST", headers });
const noParams = { params: Promise.resolve({}) };

describe("a write", () => {
  test("is accepted only from the application's own origin", async () => {
    const name = { name: "Someone" };
    const send = (headers: Record<string, string>) => call(person, "POST", "/api/racers", name, headers);
    expect((await send({})).status).toBe(201);
    expect((await send({ origin: "https://evil.example" })).status).toBe(403);
    expect((await send({ origin: "null" })).status).toBe(403);
    expect((await send({ origin: `${ORIGIN}.evil.example` })).status).toBe(403);
    const ok = openRoute(async () => ({ value: 1 }));
    expect((await ok(post({}), noParams)).status).toBe(403);
    expect((await ok(post({ "sec-fetch-site": "cross-site" }), noParams)).status).toBe(403);
    expect((await ok(post({ "sec-fetch-site": "same-origin" }), noParams)).status).toBe(200);
  });

  test("must be well-formed JSON of limited size", async () => {
    const send = (body: string, type = "application/json") =>
      call(person, "POST", "/api/racers", body, { "content-type": type });
    expect((await send("{")).status).toBe(400);
    expect((await send('{"name":"A"}', "text/plain")).status).toBe(415);
    expect((await send(JSON.stringify({ name: "x".repeat(40_000) }))).status).toBe(413);
    const lying = await call(person, "POST", "/api/racers", JSON.stringify({ name: "x".repeat(40_000) }), {
      "content-type": "application/json",
      "content-length": "10",
    });
    expect(lying.status).toBe(413);
  });
});

describe("an error response", () => {
  test("is a problem document with the request id and every invalid field", async () => {
    const answer = await call(person, "POST", "/api/runs", { fileName: "a.txt", sizeBytes: -1 });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = problemSchema.parse(answer.body);
    expect(problem).toMatchObject({ status: 400, title: "Bad Request", code: "invalid" });
    expect(problem.requestId).toBe(answer.headers.get("x-request-id"));
    expect(problem.invalidParams?.map((param) => param.name)).toEqual([
      "fileName",
      "sizeBytes",
      "fingerprint",
    ]);
  });

  test("to an unexpected error contains no internal text", async () => {
    const broken = openRoute(async () => {
      throw new Error("password of the database is hunter2");
    });
    const response = await broken(post({ origin: ORIGIN }), noParams);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("hunter2");
    expect(JSON.parse(text).code).toBe("internal");
  });

  test("to a result that violates its schema is a 500", async () => {
    const lying = openRoute(async () => ({ value: "many" as unknown as number }));
    expect((await lying(post({ origin: ORIGIN }), noParams)).status).toBe(500);
  });

  test("has the code of an AppError and only its public message", async () => {
    const refusing = openRoute(async () => {
      throw new AppError("conflict", "internal words", { publicMessage: "Words for people." });
    });
    const response = await refusing(post({ origin: ORIGIN }), noParams);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ detail: "Words for people." });
  });

  test("to an unreachable database is a 503, for every kind of query", async () => {
    const adapter = new PrismaPg({ connectionString: "postgresql://nobody:none@127.0.0.1:1/none" });
    const unreachable = new PrismaClient({ adapter, errorFormat: "minimal" });
    const queries = [
      () => unreachable.user.count(),
      () => unreachable.$queryRaw`SELECT 1`,
      () => unreachable.$transaction((tx) => tx.user.count()),
    ];
    for (const query of queries) {
      const handler = openRoute(async () => {
        await query();
        return { value: 1 };
      });
      expect((await handler(post({ origin: ORIGIN }), noParams)).status).toBe(503);
    }
  });
});

describe("the rate limit", () => {
  test("counts every concurrent request", async () => {
    const key = `test:${randomUUID()}`;
    const decisions = await Promise.all(Array.from({ length: 12 }, () => consume(key, 60, 5)));
    expect(decisions.filter((decision) => decision.allowed)).toHaveLength(5);
    expect(decisions.find((decision) => !decision.allowed)?.retryAfterS).toBeGreaterThan(0);
  });

  test("allows requests again when its window ends", async () => {
    const key = `test:${randomUUID()}`;
    expect((await consume(key, 60, 1)).allowed).toBe(true);
    expect((await consume(key, 60, 1)).allowed).toBe(false);
    await db.$executeRaw`UPDATE "RateLimit" SET "lastRequest" = "lastRequest" - 61000 WHERE "key" = ${key}`;
    expect((await consume(key, 60, 1)).allowed).toBe(true);
  });

  test("answers 429 with retry-after, for one person from any address", async () => {
    const busy = await signUp();
    await db.rateLimit.create({
      data: {
        key: `api:write:user:${busy.userId}`,
        count: RATE_LIMITS.write.perUser,
        lastRequest: BigInt(Date.now()),
      },
    });
    const answer = await call(busy, "POST", "/api/racers", { name: "One too many" });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await call(busy, "GET", "/api/racers")).status).toBe(200);
  });

  test("takes the address from the last hop, not from entries that the client added", async () => {
    const address = someAddress();
    await db.rateLimit.create({
      data: {
        key: `api:read:address:${address}`,
        count: RATE_LIMITS.read.perAddress,
        lastRequest: BigInt(Date.now()),
      },
    });
    const answer = await call(null, "GET", "/api/runs", undefined, {
      "x-forwarded-for": `1.2.3.4, ${address}`,
    });
    expect(answer.status).toBe(429);
  });
});

describe("the OpenAPI document", () => {
  test("contains every operation with its parameters, body and errors", async () => {
    const response = await getDocument(new Request(`${ORIGIN}/api/openapi.json`), noParams);
    const document = await response.json();
    expect(document.openapi).toBe("3.1.0");
    for (const { definition } of ROUTES) {
      const operation = document.paths[definition.path]?.[definition.method.toLowerCase()];
      expect(operation?.summary, definition.path).toBe(definition.summary);
      expect(Boolean(operation.requestBody), definition.path).toBe(Boolean(definition.body));
    }
    const create = document.paths["/api/runs"].post;
    expect(Object.keys(create.responses)).toEqual(
      expect.arrayContaining(["201", "400", "401", "403", "409", "413", "415", "429"]),
    );
    expect(document.paths["/api/runs/{runId}"].get.parameters[0]).toMatchObject({
      name: "runId",
      in: "path",
    });
  });
});

test("the health check succeeds when database and queue answer", async () => {
  expect(await call(null, "GET", "/api/health")).toMatchObject({ status: 200, body: { status: "ok" } });
});

test("a session that is extended by an API request sends its new cookie", async () => {
  const someone = await signUp();
  await db.session.updateMany({
    where: { userId: someone.userId },
    data: { expiresAt: new Date(Date.now() + 24 * 3600 * 1000) },
  });
  const answer = await call(someone, "GET", "/api/racers");
  expect(answer.headers.getSetCookie().join()).toContain("session_token=");
});

test("signing out ends the session for every route", async () => {
  const someone = await signUp();
  const runId = await beginRun(someone);
  expect((await authCall("sign-out", { headers: { cookie: someone.cookie } })).status).toBe(200);
  expect((await call(someone, "GET", `/api/runs/${runId}`)).status).toBe(401);
});
