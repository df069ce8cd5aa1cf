import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { notifyQueue } from "@/lib/analyses/worker-service/queue";
import { db } from "@/lib/db/client";
import { makeUploadedRun, PHOTO, type UploadedRun } from "@/tests/integration/worker/uploaded-run";
import { expectExactlyOneEach, toQueued, waitForOutcomes } from "./setup/load";
import { inSeconds, latenciesMs, quantile, report } from "./setup/report";
import { stage } from "./setup/stage";
import { pollStatus, signInOwners } from "./setup/users";

const PEOPLE = 200;
const QUEUED = 50;
const WINDOW_MS = 45_000;
/** Like the page: every two seconds at first, then less often. */
const POLL = { firstMs: 2_000, factor: 1.25, atMostMs: 10_000 };
/** A third of Amplify's limit, on a machine that also analyses. */
const MAX_POLL_MS = 10_000;

/** A full build on a busy machine. */
beforeAll(() => stage().startWeb(), 600_000);

/** A run that was analysed before. */
async function finishedRun(): Promise<UploadedRun> {
  const run = await makeUploadedRun({ body: null });
  await db.analysis.update({
    where: { id: run.analysisId },
    data: { state: "succeeded", finishedAt: new Date() },
  });
  return run;
}

it("200 people poll while 50 photos are queued: every request is answered in time, every photo gets one result", async () => {
  const queued: UploadedRun[] = [];
  for (let i = 0; i < QUEUED; i += 1) queued.push(await makeUploadedRun({ file: PHOTO }));
  const others: UploadedRun[] = [];
  for (let i = QUEUED; i < PEOPLE; i += 1) others.push(await finishedRun());
  const users = await signInOwners([...queued, ...others]);

  const pollsMs: number[] = [];
  const untilMs = Date.now() + WINDOW_MS;
  const poll = async (user: (typeof users)[number], index: number) => {
    let hasEnded = false;
    await wait((POLL.firstMs * index) / PEOPLE);
    for (let pauseMs = POLL.firstMs; Date.now() < untilMs; pauseMs *= POLL.factor) {
      const { ms, status, state } = await pollStatus(user);
      expect(status).toBe(200);
      expect(hasEnded && state !== "succeeded", "a finished analysis stays finished").toBe(false);
      hasEnded = state === "succeeded";
      pollsMs.push(ms);
      await wait(Math.min(pauseMs, POLL.atMostMs));
    }
  };
  stage().startWorker();
  await notifyQueue(queued.map(toQueued));
  await Promise.all(users.map(poll));

  const outcomes = await waitForOutcomes(queued, { timeoutMs: 180_000 });
  expect(await expectExactlyOneEach(queued)).toBe(QUEUED);
  report("200 people poll while 50 photos are queued", latenciesMs(outcomes), {
    polls: pollsMs.length,
    "poll p50": inSeconds(quantile(pollsMs, 0.5)),
    "poll p95": inSeconds(quantile(pollsMs, 0.95)),
  });
  expect(quantile(pollsMs, 0.95)).toBeLessThan(MAX_POLL_MS);
});
