import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Upload } from "./Upload";

interface Call {
  method: string;
  path: string;
  body: unknown;
}

const calls: Call[] = [];
let beforeAnswer: (call: Call) => Promise<void> | void;

const ANSWERS: Record<string, unknown> = {
  "POST /api/runs": { run: { id: "r1" }, resumed: false, partSizeBytes: 8, partCount: 1 },
  "POST /api/runs/r1/parts": { parts: [{ partNumber: 1, url: "https://storage/1" }] },
};

/** A file that can no longer be read, like a copy that a phone has deleted. */
class DeletedFile extends File {
  override slice() {
    return this;
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    throw new DOMException("gone", "NotReadableError");
  }
}

/** Answers every part at once. */
class StorageRequest {
  status = 200;
  responseText = "";
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onloadend?: () => void;
  open() {}
  abort() {}
  onerror?: () => void;
  send(body: Blob) {
    if (body instanceof DeletedFile) return this.onerror?.();
    this.upload.onprogress?.({ loaded: body.size });
    this.onload?.();
    this.onloadend?.();
  }
}

beforeEach(() => {
  calls.length = 0;
  beforeAnswer = () => {};
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("XMLHttpRequest", StorageRequest);
  vi.stubGlobal("fetch", async (path: string, { method, body }: { method: string; body?: string }) => {
    const call = { method, path, body: body && JSON.parse(body) };
    calls.push(call);
    await beforeAnswer(call);
    return Response.json(ANSWERS[`${method} ${path}`] ?? {});
  });
});
afterEach(() => vi.unstubAllGlobals());

const requests = () => calls.map(({ method, path }) => `${method} ${path}`);
const CLIP = new File(["a clip"], "run.mp4");
const start = (file = CLIP) => {
  const upload = new Upload(file, "6-f1", { place: "" }, vi.fn());
  upload.start();
  return upload;
};
const step = (upload: Upload, wanted: string) =>
  vi.waitFor(() => expect(upload.state.step).toBe(wanted), { interval: 1 });

describe("Upload", () => {
  it("creates the run, sends the parts and completes the run", async () => {
    const upload = start();
    await step(upload, "done");
    expect(requests()).toEqual(["POST /api/runs", "POST /api/runs/r1/parts", "POST /api/runs/r1/complete"]);
    expect(calls[0]?.body).toEqual({ fileName: "run.mp4", sizeBytes: 6, fingerprint: "6-f1" });
    expect(upload).toMatchObject({ runId: "r1", sentBytes: 6 });
  });

  it("sends details that change while the run is created", async () => {
    let upload: Upload | undefined;
    beforeAnswer = async ({ path }) => {
      if (path === "/api/runs") await upload?.changeDetails({ place: "Zell" });
    };
    upload = start();
    await step(upload, "done");
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({ place: "Zell" });
  });

  it("deletes a run that was cancelled while it was created, and sends nothing to it", async () => {
    let upload: Upload | undefined;
    beforeAnswer = async ({ path }) => {
      if (path === "/api/runs") await upload?.cancel();
    };
    upload = start();
    await vi.waitFor(() => expect(requests()).toContain("DELETE /api/runs/r1"));
    expect(requests()).toEqual(["POST /api/runs", "DELETE /api/runs/r1"]);
  });

  it("completes the same run when it is resumed after a pause during completion", async () => {
    let upload: Upload | undefined;
    let first = true;
    beforeAnswer = ({ path }) => {
      if (!path.endsWith("/complete") || !first) return;
      first = false;
      upload?.pause();
      throw new TypeError("The response was lost");
    };
    upload = start();
    await step(upload, "paused");
    upload.enqueue();
    upload.start();
    await step(upload, "done");
    expect(requests().filter((request) => request === "POST /api/runs")).toHaveLength(1);
  });

  it("fails when the file can no longer be read, and continues with another copy of it", async () => {
    const upload = start(new DeletedFile(["a clip"], "run.mp4"));
    await step(upload, "failed");
    expect(upload.state).toMatchObject({ message: "The file can no longer be read. Choose it again." });
    upload.enqueue(CLIP);
    upload.start();
    await step(upload, "done");
  });

  it("repeats a lost change of details with the newest details", async () => {
    let upload: Upload | undefined;
    let lost = false;
    beforeAnswer = async ({ method, path }) => {
      if (path === "/api/runs") await upload?.changeDetails({ place: "Zell" });
      if (method !== "PATCH" || lost) return;
      lost = true;
      await upload?.changeDetails({ place: "Kaprun" });
      throw new TypeError("The response was lost");
    };
    upload = start();
    await step(upload, "done");
    expect(calls.findLast(({ method }) => method === "PATCH")?.body).toEqual({ place: "Kaprun" });
  });
});
