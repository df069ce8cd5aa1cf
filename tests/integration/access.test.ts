import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ROUTES } from "@/app/api/routes";
import type { HttpMethod, RouteHandler } from "@/lib/api/route";
import { db } from "@/lib/db/client";
import { beginRun, newClip, sendParts, uploadRun } from "./clip";
import { call, type Person, signUp } from "./person";

/** The data of a route: one run, one racer, the lists of the signed-in person, or none of any person. */
type Reach = "run" | "racer" | "own" | "open";

/** Every operation, with a request that succeeds for the owner. */
const CASES: Record<string, { reach: Reach; path?: string; body?: () => unknown }> = {
  "GET /api/runs": { reach: "own" },
  "POST /api/runs": { reach: "own", body: newClip },
  "GET /api/runs/{runId}": { reach: "run" },
  "PATCH /api/runs/{runId}": { reach: "run", body: () => ({ title: "Taken over" }) },
  "DELETE /api/runs/{runId}": { reach: "run" },
  "GET /api/runs/{runId}/parts": { reach: "run" },
  "POST /api/runs/{runId}/parts": { reach: "run", body: () => ({ partNumbers: [1] }) },
  "POST /api/runs/{runId}/complete": { reach: "run" },
  "GET /api/runs/{runId}/analyses": { reach: "run" },
  "POST /api/runs/{runId}/analyses": { reach: "run", body: () => ({ subject: { atS: 1, x: 0.5, y: 0.5 } }) },
  "GET /api/runs/{runId}/status": { reach: "run" },
  "GET /api/runs/{runId}/files/{name}": { reach: "run", path: "/api/runs/{runId}/files/original" },
  "GET /api/racers": { reach: "own" },
  "POST /api/racers": { reach: "own", body: () => ({ name: "Lindsey" }) },
  "PATCH /api/racers/{racerId}": { reach: "racer", body: () => ({ name: "Taken over" }) },
  "DELETE /api/racers/{racerId}": { reach: "racer" },
  "GET /api/health": { reach: "open" },
  "GET /api/openapi.json": { reach: "open" },
};

const nameOf = ({ definition }: RouteHandler) => `${definition.method} ${definition.path}`;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** Returns the operations of the route files, without Better Auth's, which have their own test. */
async function operationsInFolders(): Promise<string[]> {
  const files = globSync("app/api/**/route.ts").filter((file) => !file.startsWith("app/api/auth/"));
  const operations: string[] = [];
  for (const file of files) {
    const path = `/${file.replace(/^app\//, "").replace(/\/route\.ts$/, "")}`.replace(/\[(\w+)\]/g, "{$1}");
    const module: Record<string, unknown> = await import(/* @vite-ignore */ resolve(file));
    operations.push(...METHODS.filter((method) => method in module).map((method) => `${method} ${path}`));
  }
  return operations.sort();
}

let victim: Person;
let attacker: Person;
let runId: string;
let racerId: string;

beforeAll(async () => {
  [victim, attacker] = await Promise.all([signUp("Victim"), signUp("Attacker")]);
  racerId = (await call(victim, "POST", "/api/racers", { name: "Athlete" })).body.id;
  runId = await uploadRun(victim, { racerId, title: "Secret run" });
});

/** Everything stored about the victim. */
const victimsRows = async () => ({
  runs: await db.run.findMany({ where: { ownerId: victim.userId }, include: { analyses: true } }),
  racers: await db.racer.findMany({ where: { ownerId: victim.userId } }),
});

const request = (name: string, ids: { runId: string; racerId: string }) => {
  const { path, body } = CASES[name]!;
  const [method, template] = name.split(" ") as [HttpMethod, string];
  const url = (path ?? template).replace("{runId}", ids.runId).replace("{racerId}", ids.racerId);
  return { method, url, body: body?.() };
};

test("every operation under app/api is registered under its own path and has a case here", async () => {
  const operations = await operationsInFolders();
  expect(Object.keys(CASES).sort()).toEqual(operations);
  expect([...ROUTES.map(nameOf), "GET /api/openapi.json"].sort()).toEqual(operations);
});

const names = Object.keys(CASES);
const guarded = names.filter((name) => CASES[name]!.reach !== "open");
const byId = guarded.filter((name) => CASES[name]!.reach !== "own");

describe("without a session", () => {
  test.each(guarded)("%s answers 401 and changes nothing", async (name) => {
    const before = await victimsRows();
    const { method, url, body } = request(name, { runId, racerId });
    for (const cookie of [null, "ski-racer.session_token=invented.invented"]) {
      const answer = await call(null, method, url, body, cookie ? { cookie } : {});
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: "unauthenticated" });
    }
    expect(await victimsRows()).toEqual(before);
  });
});

describe("with someone else's session", () => {
  test.each(byId)("%s answers as if the id did not exist, and changes nothing", async (name) => {
    const before = await victimsRows();
    const foreign = request(name, { runId, racerId });
    const missing = request(name, { runId: randomUUID(), racerId: randomUUID() });
    const ofVictim = await call(attacker, foreign.method, foreign.url, foreign.body);
    const ofNobody = await call(attacker, missing.method, missing.url, missing.body);
    expect(ofVictim.status).toBe(404);
    expect({ ...ofVictim.body, requestId: "" }).toEqual({ ...ofNobody.body, requestId: "" });
    expect(await victimsRows()).toEqual(before);
  });

  test.each(byId)("%s answers 404 for a malformed id", async (name) => {
    const { method, url, body } = request(name, { runId: "1 OR 1=1", racerId: "..%2f" });
    expect((await call(attacker, method, url, body)).status).toBe(404);
  });

  test("lists contain only the person's own rows", async () => {
    const runs = await call(attacker, "GET", `/api/runs?limit=100&racerId=${racerId}`);
    expect(runs.body.items).toEqual([]);
    expect(JSON.stringify((await call(attacker, "GET", "/api/runs")).body)).not.toContain(runId);
    expect(JSON.stringify((await call(attacker, "GET", "/api/racers")).body)).not.toContain(racerId);
  });

  test("a foreign racer named in a body is refused like a missing one", async () => {
    const own = (await call(attacker, "POST", "/api/runs", newClip())).body.run.id;
    for (const someone of [racerId, randomUUID()]) {
      const created = await call(attacker, "POST", "/api/runs", { ...newClip(), racerId: someone });
      const changed = await call(attacker, "PATCH", `/api/runs/${own}`, { racerId: someone });
      for (const answer of [created, changed]) {
        expect(answer.status).toBe(400);
        expect(answer.body.invalidParams).toEqual([{ name: "racerId", reason: "This racer does not exist" }]);
      }
    }
  });

  test("an owner in a body is ignored", async () => {
    const body = { ...newClip(), ownerId: victim.userId, teamId: victim.userId, userId: victim.userId };
    const created = await call(attacker, "POST", "/api/runs", body);
    expect(created.status).toBe(201);
    const row = await db.run.findUniqueOrThrow({ where: { id: created.body.run.id } });
    expect(row.ownerId).toBe(attacker.userId);
  });

  test("the same file does not continue the victim's upload", async () => {
    const clip = newClip();
    const theirs = (await call(victim, "POST", "/api/runs", clip)).body.run.id;
    const mine = await call(attacker, "POST", "/api/runs", clip);
    expect(mine.body.resumed).toBe(false);
    expect(mine.body.run.id).not.toBe(theirs);
  });
});

/** Requests that need an upload which is not complete; all others need an uploaded run. */
const DURING_UPLOAD = [
  "GET /api/runs/{runId}/parts",
  "POST /api/runs/{runId}/parts",
  "POST /api/runs/{runId}/complete",
];

describe("with the owner's session", () => {
  test.each(guarded)("%s succeeds", async (name) => {
    const owner = await signUp("Owner");
    const own = {
      runId: "",
      racerId: (await call(owner, "POST", "/api/racers", { name: "Athlete" })).body.id,
    };
    if (DURING_UPLOAD.includes(name)) {
      own.runId = await beginRun(owner);
      if (name.endsWith("/complete")) await sendParts(owner, own.runId, [1, 2]);
    } else own.runId = await uploadRun(owner);
    const { method, url, body } = request(name, own);
    expect((await call(owner, method, url, body)).status).toBeLessThan(400);
  });
});
