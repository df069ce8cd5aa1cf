import { createServer, connect as dial, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CLIP, LONG_CLIP, makeUploadedRun, readAnalysis } from "./uploaded-run";
import { ended, startWorker } from "./worker-process";

const OUTAGE_MS = 10_000;

/** A proxy to the database that can close every connection. */
class DatabaseProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server = createServer((client) => {
    if (this.isCut) return void client.destroy();
    const { hostname, port } = new URL(process.env.DATABASE_URL!);
    const upstream = dial(Number(port), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
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

  restore(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}

describe("a database that is unreachable for ten seconds", () => {
  const proxy = new DatabaseProxy();
  let databaseUrl = "";
  beforeAll(async () => {
    databaseUrl = await proxy.listen();
  });
  afterAll(() => proxy.close());

  it("delays the result: the worker continues and stores it once the database answers", async () => {
    const { analysisId } = await makeUploadedRun({ file: LONG_CLIP });
    const worker = startWorker(analysisId, { DATABASE_URL: databaseUrl });
    await vi.waitUntil(async () => (await readAnalysis(analysisId)).percent >= 10, {
      timeout: 120_000,
      interval: 50,
    });

    proxy.cut();
    // The test is about an outage of this length.
    await wait(OUTAGE_MS);
    expect((await readAnalysis(analysisId)).state).toBe("running");
    proxy.restore();

    expect(await ended(worker)).toBe(0);
    const row = await readAnalysis(analysisId);
    expect([row.state, row.attempt]).toEqual(["succeeded", 1]);
    expect(row.turns.length).toBeGreaterThan(2);
  });

  it("leaves the message in the queue when it is unreachable at the claim", async () => {
    const { analysisId } = await makeUploadedRun({ file: CLIP });
    proxy.cut();
    const worker = startWorker(analysisId, { DATABASE_URL: databaseUrl });
    expect(await ended(worker), "the message is reported as not handled").toBe(1);
    proxy.restore();
    expect((await readAnalysis(analysisId)).state).toBe("queued");
  });
});
