import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { expectExactlyOneEach, queueRuns, waitForEndings } from "./setup/load";
import { inSeconds, latenciesMs, recoveryMs, report } from "./setup/report";
import { stage } from "./setup/stage";

const OUTAGE_MS = 5_000;

it("a database restarted twice under load costs the outage, and no result", async () => {
  for (let i = 0; i < 2; i += 1) stage().startWorker();
  const runs = await queueRuns({ photos: 10, clips: 1 });
  const backAtMs: number[] = [];
  for (const count of [2, 8]) {
    await waitForEndings(runs, { count, timeoutMs: 120_000 });
    await stage().stopDatabase();
    // The length of the outage is what is asked about, so it is waited for and not a state.
    await wait(OUTAGE_MS);
    await stage().startDatabase();
    backAtMs.push(Date.now());
  }
  const endings = await waitForEndings(runs, { timeoutMs: 180_000 });
  expect(await expectExactlyOneEach(runs)).toBe(runs.length);
  report("database away twice for 5 s under load", latenciesMs(endings), {
    recovery: backAtMs.map((at) => inSeconds(recoveryMs(endings, at))).join(" and "),
  });
});
