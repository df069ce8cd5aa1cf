import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { FailureCode } from "@/lib/analyses/schema";
import { claimAnalysis, failAnalysis, finishAnalysis } from "@/lib/analyses/worker-service/claims";
import { db } from "@/lib/db/client";
import { deleteRacer, withRacer } from "@/lib/racers/service";
import { LIBRARY_STATES, type LibraryState } from "@/lib/runs/schema";
import { beginRun, uploadRun } from "./clip";
import { call, type Person, signUp } from "./person";
import { makeQueued } from "./queued";
import { RESULT } from "./result";

const finished = { result: RESULT, artifacts: ["poster.jpg", "playback.mp4"], posterAtS: 1 };

async function finish(analysisId: string) {
  const leaseId = randomUUID();
  await claimAnalysis(analysisId, leaseId);
  expect(await finishAnalysis(analysisId, leaseId, finished)).toBe(true);
}
async function fail(analysisId: string, code: FailureCode = "nobodyThere") {
  const leaseId = randomUUID();
  await claimAnalysis(analysisId, leaseId);
  expect(await failAnalysis(analysisId, leaseId, code)).toBe(true);
}

describe("the library", () => {
  let person: Person;
  const runs = {} as Record<LibraryState, string>;
  beforeAll(async () => {
    person = await signUp();
    runs.uploading = await beginRun(person);
    runs.waiting = (await makeQueued(person)).runId;
    const [running, ready, failed] = [
      await makeQueued(person),
      await makeQueued(person),
      await makeQueued(person),
    ];
    await claimAnalysis(running.analysisId, randomUUID());
    await finish(ready.analysisId);
    await fail(failed.analysisId);
    Object.assign(runs, { running: running.runId, ready: ready.runId, failed: failed.runId });
  });

  test.each(Object.keys(LIBRARY_STATES) as LibraryState[])(
    "finds exactly the runs that say they are %s",
    async (state) => {
      const page = await call(person, "GET", `/api/runs?state=${state}`);
      expect(page.body.items.map((run: { id: string }) => run.id)).toEqual([runs[state]]);
      expect(page.body.items[0].state).toBe(state);
    },
  );

  test("answers alike for a racer deleted during the write and for one that never existed", async () => {
    const racerId = (await call(person, "POST", "/api/racers", { name: "Gone" })).body.id;
    const actor = { userId: person.userId, memberships: [] };
    const assign = () =>
      withRacer(actor, racerId, async () => {
        await deleteRacer(actor, racerId);
        await db.run.updateMany({ where: { id: runs.ready }, data: { racerId } });
      });
    await expect(assign()).rejects.toMatchObject({ code: "invalid", invalidParams: [{ name: "racerId" }] });
  });

  test("filters by racer and discipline together with state", async () => {
    const racer = (await call(person, "POST", "/api/racers", { name: "Marta" })).body.id;
    await call(person, "PATCH", `/api/runs/${runs.ready}`, { racerId: racer, discipline: "SL" });
    const found = await call(person, "GET", `/api/runs?racerId=${racer}&discipline=SL&state=ready`);
    expect(found.body.items).toMatchObject([
      { id: runs.ready, racer: { id: racer, name: "Marta" }, discipline: "SL" },
    ]);
    expect((await call(person, "GET", `/api/runs?racerId=${racer}&discipline=GS`)).body.items).toEqual([]);
    expect((await call(person, "DELETE", `/api/racers/${racer}`)).status).toBe(204);
    expect((await call(person, "GET", `/api/runs/${runs.ready}`)).body.racer).toBeNull();
  });

  test("pages through every run once, newest first, while runs are added and deleted", async () => {
    const reader = await signUp();
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) ids.unshift(await beginRun(reader, { title: `Run ${i}` }));
    const first = await call(reader, "GET", "/api/runs?limit=3");
    await beginRun(reader);
    await call(reader, "DELETE", `/api/runs/${ids[2]}`);
    const seen = [...first.body.items];
    let cursor = first.body.nextCursor;
    while (cursor) {
      const page = await call(reader, "GET", `/api/runs?limit=3&cursor=${encodeURIComponent(cursor)}`);
      seen.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(seen.map((run) => run.id)).toEqual(ids);
  });

  test("refuses a cursor that no page contained", async () => {
    for (const cursor of ["x", "' OR 1=1", "a".repeat(150)]) {
      const answer = await call(person, "GET", `/api/runs?cursor=${encodeURIComponent(cursor)}`);
      expect(answer.status).toBe(400);
    }
  });
});

describe("requesting another analysis", () => {
  let person: Person;
  beforeAll(async () => {
    person = await signUp();
  });
  const again = (runId: string, body: object = {}) =>
    call(person, "POST", `/api/runs/${runId}/analyses`, body);
  const subject = { atS: 1.2, x: 0.4, y: 0.6 };

  test("twice at once queues one analysis", async () => {
    const { runId, analysisId } = await makeQueued(person);
    await finish(analysisId);
    const [one, two] = await Promise.all([again(runId), again(runId)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.id).toBe(two.body.id);
    expect(await db.analysis.count({ where: { runId } })).toBe(2);
  });

  test("keeps showing the last result and its files until a newer one succeeds, also when that fails", async () => {
    const { runId, analysisId } = await makeQueued(person);
    await finish(analysisId);
    const requested = await again(runId, { subject });
    expect(requested.body).toMatchObject({
      state: "queued",
      subject,
      artifacts: ["poster.jpg", "playback.mp4"],
    });
    const meanwhile = await call(person, "GET", `/api/runs/${runId}/analyses`);
    expect(meanwhile.body).toMatchObject({ id: requested.body.id, state: "queued", result: RESULT });
    await fail(requested.body.id);
    const after = await call(person, "GET", `/api/runs/${runId}/analyses`);
    expect(after.body).toMatchObject({ state: "failed", failure: { code: "nobodyThere" }, result: RESULT });
    expect((await call(person, "GET", `/api/runs/${runId}`)).body.state).toBe("ready");
    const file = await call(person, "GET", `/api/runs/${runId}/files/playback.mp4`);
    expect(file.headers.get("location")).toContain(`${runId}/${analysisId}/playback.mp4`);
  });

  test("with a subject sets it on a queued analysis", async () => {
    const { runId, analysisId } = await makeQueued(person);
    expect((await again(runId, { subject })).body).toMatchObject({ id: analysisId, subject });
    expect(await claimAnalysis(analysisId, randomUUID())).toMatchObject({ subject });
  });

  test("with a subject supersedes a running analysis, whose worker can no longer write", async () => {
    const { runId, analysisId } = await makeQueued(person);
    const leaseId = randomUUID();
    await claimAnalysis(analysisId, leaseId);
    expect((await again(runId)).body.id).toBe(analysisId);
    const requested = await again(runId, { subject });
    expect(requested.body).toMatchObject({ state: "queued", subject, failure: null });
    expect(requested.body.id).not.toBe(analysisId);
    expect(await finishAnalysis(analysisId, leaseId, finished)).toBe(false);
    expect((await call(person, "GET", `/api/runs/${runId}`)).body.state).toBe("waiting");
  });

  test("keeps the subject after a failure and after a result, but not when nobody was found there", async () => {
    const { runId, analysisId } = await makeQueued(person);
    await again(runId, { subject });
    await fail(analysisId, "interrupted");
    const retried = await again(runId);
    expect(retried.body).toMatchObject({ state: "queued", subject });
    expect(retried.body.id).not.toBe(analysisId);
    await finish(retried.body.id);
    const repeated = await again(runId);
    expect(repeated.body).toMatchObject({ state: "queued", subject });
    await fail(repeated.body.id, "nobodyThere");
    expect((await again(runId)).body).toMatchObject({ state: "queued", subject: null });
  });

  test("with a null subject clears it: after a result, on a queued and on a running analysis", async () => {
    const { runId, analysisId } = await makeQueued(person);
    expect((await again(runId, { subject: null })).body.id).toBe(analysisId);
    await again(runId, { subject });
    const untapped = await again(runId, { subject: null });
    expect(untapped.body).toMatchObject({ id: analysisId, subject: null });
    await again(runId, { subject });
    await claimAnalysis(analysisId, randomUUID());
    const requested = await again(runId, { subject: null });
    expect(requested.body).toMatchObject({ state: "queued", subject: null });
    expect(requested.body.id).not.toBe(analysisId);
    await again(runId, { subject });
    await finish(requested.body.id);
    expect((await again(runId, { subject: null })).body).toMatchObject({ state: "queued", subject: null });
  });

  test("is refused while the file is being uploaded", async () => {
    expect((await again(await beginRun(person))).status).toBe(409);
  });
});

describe("a file of a run", () => {
  test("has a working link that browsers cache briefly, and can be saved under the run's name", async () => {
    const person = await signUp();
    const runId = await uploadRun(person, { title: "Mölltal 2/Lauf" });
    const shown = await call(person, "GET", `/api/runs/${runId}/files/original`);
    expect(shown.status).toBe(302);
    expect(shown.headers.get("cache-control")).toMatch(/^private, max-age=\d+$/);
    const range = await fetch(shown.headers.get("location")!, { headers: { range: "bytes=0-9" } });
    expect([range.status, range.headers.get("content-type")]).toEqual([206, "video/mp4"]);
    await range.body?.cancel();
    const saved = await call(person, "GET", `/api/runs/${runId}/files/original?download=1`);
    const file = await fetch(saved.headers.get("location")!);
    expect(file.headers.get("content-disposition")).toMatch(/attachment; filename="Molltal 2_Lauf\.mp4"/);
    await file.body?.cancel();
    expect((await call(person, "GET", `/api/runs/${runId}/files/..%2Fsecret`)).status).toBe(404);
  });
});
