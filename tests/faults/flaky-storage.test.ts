import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFlakyS3 } from "./setup/flaky-s3";
import { expectExactlyOneEach, queueRuns, waitForOutcomes } from "./setup/load";
import { latenciesMs, report } from "./setup/report";
import { stage } from "./setup/stage";

const FAULT_RATES = { slow: 0.1, refused: 0.1, cut: 0.1 };
const LOAD = { photos: 8, clips: 1 };

describe("S3 that is slow or fails for three requests in ten", () => {
  let s3: Awaited<ReturnType<typeof startFlakyS3>>;
  beforeAll(async () => {
    s3 = await startFlakyS3(stage().env.S3_ENDPOINT ?? "", { seed: 20_261, rates: FAULT_RATES });
  });
  afterAll(() => s3.stop());

  it("delays results, and loses neither a result nor a file", async () => {
    for (let i = 0; i < 2; i += 1) stage().startWorker({ env: { S3_ENDPOINT: s3.endpoint } });
    const runs = await queueRuns(LOAD);
    const outcomes = await waitForOutcomes(runs, { timeoutMs: 240_000 });
    const results = await expectExactlyOneEach(runs, { failures: ["unavailable"] });
    const { slow, refused, cut, none } = s3.counts;
    report("S3 slow or failing 30 % of the time", latenciesMs(outcomes), {
      results: `${results} of ${runs.length}`,
      requests: `${none} none ${slow} slow ${refused} refused ${cut} cut`,
    });
    expect((slow + refused + cut) / (none + slow + refused + cut)).toBeGreaterThan(0.2);
    // Five attempts are enough at these rates for nine of ten analyses.
    expect(results).toBeGreaterThanOrEqual(runs.length * 0.9);
  });
});
