import { expect, it, vi } from "vitest";
import { receive } from "@/lib/adapters/queue";
import { analyzeRequestedMessage } from "@/lib/analyses/queue/analyze-requested";
import { dispatchAnalyses } from "@/lib/analyses/queue/dispatch";
import { db } from "@/lib/db/client";
import { sendDelayed } from "../integration/setup/queue";
import { expectExactlyOneEach, queueRuns, toQueued, waitForOutcomes } from "./setup/load";
import { latenciesMs, report } from "./setup/report";
import { stage } from "./setup/stage";

/** After this delay, most analyses are finished and some are running. */
const DELAY_S = 8;

it("every message delivered three times, at once and later, ends in one result per analysis", async () => {
  const runs = await queueRuns({ photos: 12, clips: 1 });
  const ids = runs.map((run) => run.analysisId);
  await dispatchAnalyses(runs.map(toQueued));
  await sendDelayed(
    ids.map((id) => JSON.stringify(analyzeRequestedMessage(id))),
    DELAY_S,
  );
  for (let i = 0; i < 3; i += 1) stage().startWorker();
  const outcomes = await waitForOutcomes(runs, { timeoutMs: 180_000 });
  const drained = async () => (await receive({ maxMessages: 1, waitS: 1, visibilityS: 1 })).length === 0;
  await vi.waitUntil(drained, { timeout: 60_000 });
  expect(await expectExactlyOneEach(runs)).toBe(runs.length);
  const attempts = await db.analysis.findMany({ where: { id: { in: ids } }, select: { attempt: true } });
  expect(new Set(attempts.map(({ attempt }) => attempt)), "no work was done twice").toEqual(new Set([1]));
  report("every message three times", latenciesMs(outcomes));
});
