import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { analysisResultSchema } from "@/lib/analyses/schema";
import {
  claimAnalysis,
  failAnalysis,
  finishAnalysis,
  isDelayed,
  releaseAnalysis,
  renewLease,
  reportProgress,
  retryLater,
  savePoster,
} from "@/lib/analyses/worker-service/claims";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { call, type Person, signUp } from "./person";
import { endDelay, makeQueued } from "./queued";
import { RESULT } from "./result";

let person: Person;
beforeAll(async () => {
  person = await signUp();
});

const rowOf = (id: string) =>
  db.analysis.findUniqueOrThrow({ where: { id }, include: { turns: true, run: true } });
/** Lets a lease expire. */
const expire = (id: string) =>
  db.$executeRaw`UPDATE "Analysis" SET "leaseUntil" = now() - interval '1 second' WHERE "id" = ${id}::uuid`;
const finished = { result: RESULT, artifacts: ["poster.jpg", "track.json"], posterAtS: 1.5 };

describe("a claim", () => {
  test("by concurrent workers succeeds for one, with the facts of the run", async () => {
    const { analysisId, runId, objectKey } = await makeQueued(person);
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => claimAnalysis(analysisId, randomUUID())),
    );
    const given = claims.filter((claim) => claim !== null);
    expect(given).toHaveLength(1);
    expect(given[0]).toMatchObject({
      analysisId,
      runId,
      objectKey,
      kind: "video",
      discipline: "GS",
      subject: null,
      attempt: 1,
      maxAttempts: env.ANALYSIS_MAX_ATTEMPTS,
    });
    expect(typeof given[0]!.sizeBytes).toBe("number");
  });

  test("lasts for the lease by the database's clock, and each heartbeat renews it", async () => {
    const { analysisId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    const left = async () => {
      const [row] = await db.$queryRaw<{ s: number }[]>`
        SELECT extract(epoch FROM "leaseUntil" - now())::float8 AS s FROM "Analysis" WHERE "id" = ${analysisId}::uuid`;
      return row!.s;
    };
    expect(await left()).toBeGreaterThan(env.ANALYSIS_LEASE_S - 5);
    await db.$executeRaw`UPDATE "Analysis" SET "leaseUntil" = now() + interval '1 second' WHERE "id" = ${analysisId}::uuid`;
    expect(await renewLease(analysisId, leaseId)).toBe(true);
    expect(await left()).toBeGreaterThan(env.ANALYSIS_LEASE_S - 5);
    expect(await reportProgress(analysisId, leaseId, "track", 42.9)).toBe(true);
    expect(await rowOf(analysisId)).toMatchObject({ stage: "track", percent: 42 });
  });

  test("with an expired lease passes to the next worker, and the first can no longer write", async () => {
    const { analysisId } = await makeQueued(person);
    const [silent, next] = [randomUUID(), randomUUID()];
    await claimAnalysis(analysisId, silent);
    expect(await claimAnalysis(analysisId, next)).toBeNull();
    await expire(analysisId);
    expect(await claimAnalysis(analysisId, next)).toMatchObject({ attempt: 2 });

    const before = await rowOf(analysisId);
    expect(await renewLease(analysisId, silent)).toBe(false);
    expect(await reportProgress(analysisId, silent, "store", 99)).toBe(false);
    expect(await savePoster(analysisId, silent, { posterAtS: 1 })).toBe(false);
    expect(await finishAnalysis(analysisId, silent, finished)).toBe(false);
    expect(await failAnalysis(analysisId, silent, "nobody")).toBe(false);
    expect(await retryLater(analysisId, silent, "unavailable")).toBe("lost");
    expect(await rowOf(analysisId)).toEqual(before);
  });

  test("fails for a run that is being uploaded, deleted or missing", async () => {
    const { analysisId, runId } = await makeQueued(person);
    await db.run.update({ where: { id: runId }, data: { deletedAt: new Date() } });
    expect(await claimAnalysis(analysisId, randomUUID())).toBeNull();
    await db.run.update({ where: { id: runId }, data: { deletedAt: null, state: "uploading" } });
    expect(await claimAnalysis(analysisId, randomUUID())).toBeNull();
    expect(await claimAnalysis(randomUUID(), randomUUID())).toBeNull();
  });

  test("ends when the run is deleted", async () => {
    const { analysisId, runId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    expect((await call(person, "DELETE", `/api/runs/${runId}`)).status).toBe(204);
    expect(await renewLease(analysisId, leaseId)).toBe(false);
    expect(await finishAnalysis(analysisId, leaseId, finished)).toBe(false);
  });
});

describe("an analysis", () => {
  test("that finishes stores result, turns and facts of the run together, and may be finished twice", async () => {
    const { analysisId, runId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    expect(await savePoster(analysisId, leaseId, { posterAtS: 1.5 })).toBe(true);
    expect(await finishAnalysis(analysisId, leaseId, finished)).toBe(true);
    const row = await rowOf(analysisId);
    expect(row).toMatchObject({ state: "succeeded", percent: 100, leaseUntil: null, posterAtS: 1.5 });
    expect(analysisResultSchema.parse(row.result)).toEqual(RESULT);
    expect(row.turns).toHaveLength(RESULT.turns.length);
    expect(row.run.durationS).toBe(RESULT.media.durationS);
    expect(row.run.takenAt?.toISOString()).toBe(RESULT.media.takenAt);

    expect(await finishAnalysis(analysisId, leaseId, finished)).toBe(true);
    expect(await claimAnalysis(analysisId, randomUUID())).toBeNull();
    expect(await db.turn.count({ where: { analysisId } })).toBe(RESULT.turns.length);

    const view = await call(person, "GET", `/api/runs/${runId}/analyses`);
    expect(view.body).toMatchObject({
      state: "succeeded",
      artifacts: ["poster.jpg", "track.json"],
      posterAtS: 1.5,
    });
    expect(view.body.result).toEqual(RESULT);
    const run = await call(person, "GET", `/api/runs/${runId}`);
    expect(run.body).toMatchObject({ state: "ready", turnCount: RESULT.turns.length, hasPoster: true });
  });

  test("whose result cannot be stored completely stores nothing", async () => {
    const { analysisId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    const twins = [RESULT.turns[0]!, RESULT.turns[0]!];
    const broken = { ...finished, result: { ...RESULT, turns: twins } };
    await expect(finishAnalysis(analysisId, leaseId, broken)).rejects.toThrow();
    expect(await rowOf(analysisId)).toMatchObject({ state: "running", result: null, turns: [] });
  });

  test("that fails permanently shows its message, and keeps the poster", async () => {
    const { analysisId, runId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    await savePoster(analysisId, leaseId, { posterAtS: 0.5 });
    expect(await failAnalysis(analysisId, leaseId, "nobody")).toBe(true);
    const status = await call(person, "GET", `/api/runs/${runId}/status`);
    expect(status.body).toMatchObject({
      state: "failed",
      failure: { code: "nobody", message: "Nobody was found in this clip." },
      artifacts: ["poster.jpg"],
      posterAtS: 0.5,
    });
    expect(status.body).not.toHaveProperty("result");
    const poster = await call(person, "GET", `/api/runs/${runId}/files/poster.jpg`);
    expect(poster.status).toBe(302);
    expect(poster.headers.get("location")).toContain(`${runId}/${analysisId}/poster.jpg`);
    expect((await call(person, "GET", `/api/runs/${runId}/files/track.json`)).status).toBe(404);
  });

  test("is delayed after a transient error, longer after each attempt, and cannot be claimed meanwhile", async () => {
    const { analysisId } = await makeQueued(person);
    const restS: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      const leaseId = randomUUID();
      await claimAnalysis(analysisId, leaseId);
      await retryLater(analysisId, leaseId, "unavailable");
      expect([await isDelayed(analysisId), await claimAnalysis(analysisId, randomUUID())]).toEqual([
        true,
        null,
      ]);
      const [row] = await db.$queryRaw<{ s: number }[]>`
        SELECT extract(epoch FROM "notBefore" - now())::float8 AS s FROM "Analysis" WHERE "id" = ${analysisId}::uuid`;
      restS.push(Math.ceil(row!.s));
      await endDelay(analysisId);
    }
    expect(restS).toEqual([5, 10, 20]);
    expect(await isDelayed(analysisId)).toBe(false);
  });

  test("released on shutdown keeps its attempt and can be claimed at once", async () => {
    const { analysisId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    await releaseAnalysis(analysisId, leaseId);
    expect(await rowOf(analysisId)).toMatchObject({ state: "queued", attempt: 0 });
    expect(await claimAnalysis(analysisId, randomUUID())).toMatchObject({ attempt: 1 });
  });

  test("is queued again after a transient error until its last attempt, then fails", async () => {
    const { analysisId } = await makeQueued(person);
    for (let attempt = 1; attempt < env.ANALYSIS_MAX_ATTEMPTS; attempt++) {
      const leaseId = randomUUID();
      expect(await claimAnalysis(analysisId, leaseId)).toMatchObject({ attempt });
      expect(await retryLater(analysisId, leaseId, "unavailable")).toBe("queued");
      await endDelay(analysisId);
    }
    const last = randomUUID();
    await claimAnalysis(analysisId, last);
    expect(await retryLater(analysisId, last, "unavailable")).toBe("failed");
    expect(await rowOf(analysisId)).toMatchObject({
      state: "failed",
      failureCode: "unavailable",
      result: null,
    });
    expect(await claimAnalysis(analysisId, randomUUID())).toBeNull();
  });
});
