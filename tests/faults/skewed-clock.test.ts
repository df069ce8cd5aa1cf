import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { expectExactlyOneEach, queueRuns, waitForOutcomes } from "./setup/load";
import { latenciesMs, report } from "./setup/report";
import { stage } from "./setup/stage";

const HOUR_MS = 3_600_000;
const preload = new URL("../setup/skewed-clock.mjs", import.meta.url).href;

describe("a worker", () => {
  it.each([
    ["fast", HOUR_MS],
    ["slow", -HOUR_MS],
  ])("whose clock is an hour %s ends every analysis in its first attempt", async (name, skewMs) => {
    const worker = stage().startWorker({ env: { CLOCK_SKEW_MS: String(skewMs) }, preload });
    const runs = await queueRuns({ photos: 3, clips: 1 });
    const outcomes = await waitForOutcomes(runs, { timeoutMs: 120_000 });
    await worker.stop();
    expect(await expectExactlyOneEach(runs)).toBe(runs.length);
    const rows = await db.analysis.findMany({ where: { id: { in: runs.map((run) => run.analysisId) } } });
    expect(new Set(rows.map((row) => row.attempt)), "no analysis needed a second attempt").toEqual(
      new Set([1]),
    );
    report(`a worker's clock an hour ${name}`, latenciesMs(outcomes));
  });
});
