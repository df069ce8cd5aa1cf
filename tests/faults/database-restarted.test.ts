import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { expectExactlyOneEach, queueRuns, waitForOutcomes } from "./setup/load";
import { inSeconds, latenciesMs, recoveryMs, report } from "./setup/report";
import { stage } from "./setup/stage";

const OUTAGE_MS = 5_000;

it("two database restarts under load delay results and lose none", async () => {
  for (let i = 0; i < 2; i += 1) stage().startWorker();
  const runs = await queueRuns({ photos: 10, clips: 1 });
  const backAtMs: number[] = [];
  for (const count of [2, 8]) {
    await waitForOutcomes(runs, { count, timeoutMs: 120_000 });
    await stage().stopDatabase();
    // The test is about an outage of this length.
    await wait(OUTAGE_MS);
    await stage().startDatabase();
    backAtMs.push(Date.now());
  }
  const outcomes = await waitForOutcomes(runs, { timeoutMs: 180_000 });
  expect(await expectExactlyOneEach(runs)).toBe(runs.length);
  report("database away twice for 5 s under load", latenciesMs(outcomes), {
    recovery: backAtMs.map((at) => inSeconds(recoveryMs(outcomes, at))).join(" and "),
  });
});
