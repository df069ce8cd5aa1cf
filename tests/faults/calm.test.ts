import { it } from "vitest";
import { expectExactlyOneEach, queueRuns, waitForEndings } from "./setup/load";
import { latenciesMs, report } from "./setup/report";
import { stage } from "./setup/stage";

it("on a calm day the same load is all results: what the faults are compared with", async () => {
  for (let i = 0; i < 2; i += 1) stage().startWorker();
  const runs = await queueRuns({ photos: 8, clips: 1 });
  const endings = await waitForEndings(runs, { timeoutMs: 180_000 });
  await expectExactlyOneEach(runs);
  report("no fault", latenciesMs(endings));
});
