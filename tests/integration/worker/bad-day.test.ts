import { afterAll, describe, expect, it, vi } from "vitest";
import { receive, send } from "@/lib/adapters/queue";
import { head } from "@/lib/adapters/storage";
import { artifactKey } from "@/lib/analyses/keys";
import { analyzeRequestedMessage } from "@/lib/jobs/analyze-requested";
import { startFlakyS3 } from "@/tests/faults/setup/flaky-s3";
import { handleMessages } from "@/workers/analyze/handler";
import { pollLoop } from "@/workers/poll-loop";
import { emptyQueues } from "../setup/queue";
import { makeUploadedRun, PHOTO, readAnalysis } from "./uploaded-run";
import { ended, startWorker } from "./worker-process";

/** The long versions, with clips, load and times, are in tests/faults. */
describe("one photo on a bad day", async () => {
  const s3 = await startFlakyS3(process.env.S3_ENDPOINT ?? "", {
    seed: 7,
    weather: { slow: 0.1, refused: 0.1, cut: 0.1 },
  });
  afterAll(() => s3.stop());

  it("with S3 slow or failing for three requests in ten is one result with all its files", async () => {
    const { analysisId, runId } = await makeUploadedRun({ file: PHOTO });
    const tryOnce = async () => {
      await ended(startWorker(analysisId, { S3_ENDPOINT: s3.endpoint }));
      return (await readAnalysis(analysisId)).finishedAt !== null;
    };
    await vi.waitUntil(tryOnce, { timeout: 100_000, interval: 100 });
    const row = await readAnalysis(analysisId);
    expect([row.state, row.failureCode]).toEqual(["succeeded", null]);
    for (const name of row.artifacts) {
      expect((await head(artifactKey(runId, analysisId, name)))?.sizeBytes, name).toBeGreaterThan(0);
    }
  });

  it("whose message comes three times, at once and late, is one result of one attempt", async () => {
    await emptyQueues();
    const { analysisId } = await makeUploadedRun({ file: PHOTO });
    const body = JSON.stringify(analyzeRequestedMessage(analysisId));
    await send(body);
    await send(body);
    await send(body, { delayS: 3 });
    const stopping = new AbortController();
    let handled = 0;
    const loops = [1, 2].map(() =>
      pollLoop({
        signal: stopping.signal,
        waitS: 2,
        handler: async (event, signal) => {
          const response = await handleMessages(event, signal);
          handled += 1;
          return response;
        },
      }),
    );
    await vi.waitUntil(() => handled === 3, { timeout: 60_000 });
    stopping.abort();
    await Promise.all(loops);
    const row = await readAnalysis(analysisId);
    expect([row.state, row.attempt]).toEqual(["succeeded", 1]);
    expect(await receive({ maxMessages: 1, waitS: 0, visibilityS: 1 })).toEqual([]);
  });
});
