import { describe, expect, it, vi } from "vitest";
import { head } from "@/lib/adapters/storage/objects";
import { analyzeRequestedMessage } from "@/lib/analyses/queue/analyze-requested";
import { analysisResultSchema } from "@/lib/analyses/schema";
import { db } from "@/lib/db/client";
import { artifactAt } from "@/lib/runs/keys";
import { analyzeOne } from "@/workers/analyze/analyze-one";
import { handleMessages as handler } from "@/workers/analyze/handler";
import { CLIP, LONG_CLIP, makeUploadedRun, PHOTO, readAnalysis } from "./uploaded-run";
import { ended, startWorker } from "./worker-process";

const record = (analysisId: string, messageId = "m") => ({
  messageId,
  body: JSON.stringify(analyzeRequestedMessage(analysisId)),
});

describe("an uploaded clip", () => {
  it("becomes one stored result with its turns and files", async () => {
    const { analysisId, runId } = await makeUploadedRun({ file: CLIP });
    expect(await handler({ Records: [record(analysisId)] })).toEqual({ batchItemFailures: [] });

    const row = await readAnalysis(analysisId);
    expect(row.state).toBe("succeeded");
    const result = analysisResultSchema.parse(row.result);
    expect(row.turns.map((turn) => turn.index)).toEqual(result.turns.map((turn) => turn.index));
    expect(result.turns.length).toBeGreaterThan(2);
    expect(row.artifacts).toEqual(
      expect.arrayContaining(["poster.jpg", "montage.jpg", "track.json", "apex-1.jpg"]),
    );
    for (const name of row.artifacts) {
      expect((await head(artifactAt(runId, analysisId, name)))?.sizeBytes, name).toBeGreaterThan(0);
    }
  });
});

describe("exactly one result is stored", () => {
  it("for a message delivered twice in one batch and once more later", async () => {
    const { analysisId } = await makeUploadedRun({ file: PHOTO });
    const twice = await handler({ Records: [record(analysisId, "a"), record(analysisId, "b")] });
    const first = await readAnalysis(analysisId);
    const again = await handler({ Records: [record(analysisId, "c")] });
    expect([twice, again]).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    expect(first.state).toBe("succeeded");
    expect(await readAnalysis(analysisId)).toEqual(first);
    expect(first.attempt).toBe(1);
  });

  it("for two concurrent workers", async () => {
    const { analysisId } = await makeUploadedRun({ file: PHOTO });
    const endings = await Promise.all([analyzeOne(analysisId), analyzeOne(analysisId)]);
    expect(endings.sort()).toEqual(["skipped", "succeeded"]);
    expect((await readAnalysis(analysisId)).attempt).toBe(1);
  });

  it("after a worker was killed and its lease expired", async () => {
    const { analysisId } = await makeUploadedRun({ file: LONG_CLIP });
    const worker = startWorker(analysisId, { ANALYSIS_LEASE_S: "3" });
    await vi.waitUntil(async () => (await readAnalysis(analysisId)).percent >= 10, {
      timeout: 120_000,
      interval: 100,
    });
    worker.kill("SIGKILL");
    expect(await ended(worker)).toBeNull();

    const dead = await readAnalysis(analysisId);
    expect(dead.state).toBe("running");
    expect(await analyzeOne(analysisId), "the lease still holds").toBe("skipped");

    await vi.waitUntil(async () => (await leaseLeftS(analysisId)) < 0, { timeout: 10_000, interval: 200 });
    expect(await analyzeOne(analysisId)).toBe("succeeded");
    const row = await readAnalysis(analysisId);
    expect(row.attempt).toBe(2);
    expect(new Set(row.turns.map((turn) => turn.index)).size).toBe(row.turns.length);
  });
});

describe("exactly one failure is stored", () => {
  it("for a missing object, with the advice to upload again", async () => {
    const { analysisId } = await makeUploadedRun({ body: null });
    expect(await handler({ Records: [record(analysisId)] })).toEqual({ batchItemFailures: [] });
    const row = await readAnalysis(analysisId);
    expect([row.state, row.failureCode, row.result]).toEqual(["failed", "objectMissing", null]);
    expect(await analyzeOne(analysisId)).toBe("skipped");
  });

  it("for a file that is not a clip, without a retry", async () => {
    const { analysisId } = await makeUploadedRun({
      body: new TextEncoder().encode("a text named .mp4 ".repeat(200)),
    });
    expect(await analyzeOne(analysisId)).toBe("failed");
    const row = await readAnalysis(analysisId);
    expect([row.state, row.failureCode, row.attempt]).toEqual(["failed", "notMedia", 1]);
  });
});

describe("an unknown message", () => {
  it("is reported as failed, so that it ends in the dead-letter queue", async () => {
    const unreadable = [
      { messageId: "text", body: "not json" },
      { messageId: "other", body: JSON.stringify({ name: "mail.send", version: 1 }) },
    ];
    expect(await handler({ Records: unreadable })).toEqual({
      batchItemFailures: [{ itemIdentifier: "text" }, { itemIdentifier: "other" }],
    });
  });

  it("is handled when it names a deleted analysis", async () => {
    const { analysisId, runId } = await makeUploadedRun({ body: null });
    await db.run.delete({ where: { id: runId } });
    expect(await handler({ Records: [record(analysisId)] })).toEqual({ batchItemFailures: [] });
  });
});

/** Returns the seconds until the lease expires, by the database's clock. */
async function leaseLeftS(analysisId: string): Promise<number> {
  const rows = await db.$queryRaw<{ left: number }[]>`
    select extract(epoch from "leaseUntil" - now())::float as left from "Analysis" where id = ${analysisId}::uuid`;
  return rows[0]!.left;
}
