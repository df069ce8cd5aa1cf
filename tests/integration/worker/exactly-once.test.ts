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

describe("exactly one result", () => {
  it("comes of a message that is delivered twice in one batch and once more later", async () => {
    const { analysisId } = await makeUploadedRun({ file: PHOTO });
    const twice = await handler({ Records: [record(analysisId, "a"), record(analysisId, "b")] });
    const first = await readAnalysis(analysisId);
    const again = await handler({ Records: [record(analysisId, "c")] });
    expect([twice, again]).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    expect(first.state).toBe("succeeded");
    expect(await readAnalysis(analysisId)).toEqual(first);
    expect(first.attempt).toBe(1);
  });

  it("comes of two workers that start at once", async () => {
    const { analysisId } = await makeUploadedRun({ file: PHOTO });
    const endings = await Promise.all([analyzeOne(analysisId), analyzeOne(analysisId)]);
    expect(endings.sort()).toEqual(["skipped", "succeeded"]);
    expect((await readAnalysis(analysisId)).attempt).toBe(1);
  });

  it("comes of a worker killed in the middle, once its lease has run out", async () => {
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

describe("exactly one verdict", () => {
  it("comes of an object that is missing, and it says to upload again", async () => {
    const { analysisId } = await makeUploadedRun({ body: null });
    expect(await handler({ Records: [record(analysisId)] })).toEqual({ batchItemFailures: [] });
    const row = await readAnalysis(analysisId);
    expect([row.state, row.failureCode, row.result]).toEqual(["failed", "objectMissing", null]);
    expect(await analyzeOne(analysisId)).toBe("skipped");
  });

  it("comes of a file that is no clip, without a second try", async () => {
    const { analysisId } = await makeUploadedRun({
      body: new TextEncoder().encode("a text named .mp4 ".repeat(200)),
    });
    expect(await analyzeOne(analysisId)).toBe("failed");
    const row = await readAnalysis(analysisId);
    expect([row.state, row.failureCode, row.attempt]).toEqual(["failed", "notMedia", 1]);
  });
});

describe("a message nobody understands", () => {
  it("is reported, so that the queue keeps it for someone to look at", async () => {
    const unreadable = [
      { messageId: "text", body: "not json" },
      { messageId: "other", body: JSON.stringify({ name: "mail.send", version: 1 }) },
    ];
    expect(await handler({ Records: unreadable })).toEqual({
      batchItemFailures: [{ itemIdentifier: "text" }, { itemIdentifier: "other" }],
    });
  });

  it("is done with when it names an analysis that is gone", async () => {
    const { analysisId, runId } = await makeUploadedRun({ body: null });
    await db.run.delete({ where: { id: runId } });
    expect(await handler({ Records: [record(analysisId)] })).toEqual({ batchItemFailures: [] });
  });
});

/** Seconds until the lease runs out, by the database's clock; negative once it has. */
async function leaseLeftS(analysisId: string): Promise<number> {
  const rows = await db.$queryRaw<{ left: number }[]>`
    select extract(epoch from "leaseUntil" - now())::float as left from "Analysis" where id = ${analysisId}::uuid`;
  return rows[0]!.left;
}
