import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { UploadStore } from "./UploadStore";

const requests: string[] = [];
/** Answers the requests to create a run, in the order of the requests. */
let creating: (() => void)[];
let refused: (request: string) => boolean;
let partCount: number;

beforeEach(() => {
  requests.length = 0;
  creating = [];
  refused = () => false;
  partCount = 0;
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("fetch", async (path: string, { method }: { method: string }) => {
    const request = `${method} ${path}`;
    requests.push(request);
    if (refused(request)) return Response.json({}, { status: 400 });
    if (request !== "POST /api/runs")
      return Response.json({ parts: [{ partNumber: 1, url: "https://storage/1" }] });
    await new Promise<void>((resolve) => creating.push(resolve));
    return Response.json({ run: { id: "r" }, resumed: false, partSizeBytes: 8, partCount });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const photo = (letter: string) =>
  new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]), letter], `${letter}.jpg`);
const newStore = () => new UploadStore({ onUploaded: vi.fn() });
const soon = (check: () => void) => vi.waitFor(check, { interval: 1 });
const idOf = (store: UploadStore, name: string) =>
  store.getSnapshot().items.find((item) => item.name === name)?.id ?? "";

it("creates no run for a file chosen again until the run of its cancelled upload is deleted", async () => {
  const store = newStore();
  await store.add([photo("a")], {});
  await soon(() => expect(creating).toHaveLength(1));
  await store.cancel(idOf(store, "a.jpg"));
  expect(store.getSnapshot().items).toEqual([]);

  const again = store.add([photo("a")], {});
  // The same steps for a file chosen later: without the wait, the first would have sent its request before.
  await store.add([photo("b")], {});
  await soon(() => expect(creating).toHaveLength(2));
  creating[0]?.();
  await again;
  await soon(() => expect(creating).toHaveLength(3));
  expect(requests).toEqual(["POST /api/runs", "POST /api/runs", "DELETE /api/runs/r", "POST /api/runs"]);
});

it("applies details to every upload, also when the API refuses them for one", async () => {
  const store = newStore();
  await store.add([photo("a"), photo("b")], {});
  await soon(() => expect(creating).toHaveLength(2));
  creating[0]?.();
  await soon(() => expect(store.getSnapshot().items.some((item) => item.runId)).toBe(true));
  const ids = store.getSnapshot().items.map((item) => item.id);
  refused = (request) => request.startsWith("PATCH");
  await expect(store.changeDetails(ids, { place: "Zell" })).rejects.toMatchObject({ status: 400 });
  expect(ids.map((id) => store.detailsOf(id).place)).toEqual(["Zell", "Zell"]);
});

it("shows a speed of zero for an upload that stalls", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const progress: ((event: { loaded: number }) => void)[] = [];
  class StalledRequest {
    upload = { onprogress: (_event: { loaded: number }) => {} };
    open() {}
    send() {
      progress.push((event) => this.upload.onprogress(event));
    }
  }
  vi.stubGlobal("XMLHttpRequest", StalledRequest);
  partCount = 1;
  const store = newStore();
  await store.add([photo("a")], {});
  await soon(() => expect(creating).toHaveLength(1));
  creating[0]?.();
  await soon(() => expect(progress).toHaveLength(1));
  vi.advanceTimersByTime(3000);
  progress[0]?.({ loaded: 8 });
  vi.advanceTimersByTime(300);
  expect(store.getSnapshot().bytesPerS).toBeGreaterThan(0);
  vi.advanceTimersByTime(10_000);
  expect(store.getSnapshot().bytesPerS).toBe(0);
});
