import { it } from "vitest";
import { expectExactlyOneEach, queueRuns, waitForOutcomes } from "./setup/load";
import { latenciesMs, report } from "./setup/report";
import { stage } from "./setup/stage";

it("every analysis succeeds without a fault", async () => {
  for (let i = 0; i < 2; i += 1) stage().startWorker();
  const runs = await queueRuns({ photos: 8, clips: 1 });
  const outcomes = await waitForOutcomes(runs, { timeoutMs: 180_000 });
  await expectExactlyOneEach(runs);
  report("no fault", latenciesMs(outcomes));
});
