import { createServer, connect as dial, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CLIP, LONG_CLIP, makeUploadedRun, readAnalysis } from "./uploaded-run";
import { ended, startWorker } from "./worker-process";

const OUTAGE_MS = 10_000;

/** Starts a proxy to the database that can close every connection. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server = createServer((near) => {
    if (this.isCut) return void near.destroy();
    const { hostname, port } = new URL(process.env.DATABASE_URL!);
    const far = dial(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const url = new URL(process.env.DATABASE_URL!);
    url.hostname = "127.0.0.1";
    url.port = String((this.server.address() as { port: number }).port);
    return url.href;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}

describe("a database that is unreachable for ten seconds", () => {
  const wire = new Wire();
  let databaseUrl = "";
  beforeAll(async () => {
    databaseUrl = await wire.listen();
  });
  afterAll(() => wire.close());

  it("delays the result: the worker continues and stores it once the database answers", async () => {
    const { analysisId } = await makeUploadedRun({ file: LONG_CLIP });
    const worker = startWorker(analysisId, { DATABASE_URL: databaseUrl });
    await vi.waitUntil(async () => (await readAnalysis(analysisId)).percent >= 10, {
      timeout: 120_000,
      interval: 50,
    });

    wire.cut();
    // The test is about an outage of this length.
    await wait(OUTAGE_MS);
    expect((await readAnalysis(analysisId)).state).toBe("running");
    wire.mend();

    expect(await ended(worker)).toBe(0);
    const row = await readAnalysis(analysisId);
    expect([row.state, row.attempt]).toEqual(["succeeded", 1]);
    expect(row.turns.length).toBeGreaterThan(2);
  });

  it("leaves the message in the queue when it is unreachable at the claim", async () => {
    const { analysisId } = await makeUploadedRun({ file: CLIP });
    wire.cut();
    const worker = startWorker(analysisId, { DATABASE_URL: databaseUrl });
    expect(await ended(worker), "the message is reported as not handled").toBe(1);
    wire.mend();
    expect((await readAnalysis(analysisId)).state).toBe("queued");
  });
});
