import { describe, expect, it } from "vitest";
import type { RunFile, UploadMeta } from "./RunUploader";
import { SpeedMeter, uploadRow, uploadTotals } from "./uploadRow";

const MB = 1_000_000;

function file(overrides: {
  sent?: number;
  done?: boolean;
  paused?: boolean;
  error?: string;
  meta?: Partial<UploadMeta>;
}): RunFile {
  return {
    id: "f1",
    name: "IMG_2041.MOV",
    size: 100 * MB,
    isPaused: overrides.paused ?? false,
    error: overrides.error ?? null,
    meta: {
      name: "IMG_2041.MOV",
      fingerprint: "100-f1",
      details: {},
      durationS: 12,
      runId: null,
      phase: "sending",
      retrying: false,
      ...overrides.meta,
    },
    progress: {
      uploadStarted: 1,
      bytesUploaded: overrides.sent ?? 0,
      bytesTotal: 100 * MB,
      uploadComplete: overrides.done ?? false,
    },
  } as unknown as RunFile;
}

describe("a line of the upload panel", () => {
  it("says done only when the server has the whole file", () => {
    expect(uploadRow(file({ sent: 100 * MB, meta: { phase: "finishing" } }), true)).toMatchObject({
      status: "finishing",
      percent: 99,
    });
    expect(uploadRow(file({ done: true }), true)).toMatchObject({ status: "done", percent: 100 });
  });

  it("puts what the person did before what the network does", () => {
    expect(uploadRow(file({ paused: true }), false).status).toBe("paused");
    expect(uploadRow(file({}), false).status).toBe("offline");
    expect(uploadRow(file({ error: "No connection." }), false)).toMatchObject({
      status: "failed",
      message: "No connection.",
    });
  });

  it("says that nobody answers, but for the last step, which can no longer be paused", () => {
    expect(uploadRow(file({ meta: { retrying: true } }), true).status).toBe("retrying");
    expect(uploadRow(file({ meta: { retrying: true } }), false).status).toBe("offline");
    expect(uploadRow(file({ meta: { retrying: true, phase: "finishing" } }), true).status).toBe("retrying");
    expect(uploadTotals([uploadRow(file({ meta: { retrying: true } }), true)]).active).toBe(1);
  });

  it("goes by the name it was given", () => {
    expect(uploadRow(file({ meta: { details: { title: "Mia, run 3" } } }), true).name).toBe("Mia, run 3");
    expect(uploadRow(file({}), true).name).toBe("IMG_2041.MOV");
  });
});

describe("all lines as one", () => {
  it("counts what would be interrupted and leaves out what waits for the person", () => {
    const rows = [
      uploadRow(file({ sent: 50 * MB }), true),
      uploadRow(file({ paused: true, sent: 10 * MB }), true),
      uploadRow(file({ done: true }), true),
      uploadRow(file({ error: "no" }), true),
    ];
    expect(uploadTotals(rows)).toEqual({
      active: 1,
      paused: 1,
      failed: 1,
      done: 1,
      count: 4,
      percent: 40,
      bytesLeft: 50 * MB,
    });
    expect(uploadTotals([])).toMatchObject({ active: 0, percent: 0 });
  });
});

describe("the speed shown", () => {
  it("does not count what storage had before", () => {
    const meter = new SpeedMeter();
    meter.add(0, 80 * MB);
    meter.add(4000, 84 * MB);
    expect(meter.bytesPerS(4000)).toBe(MB);
  });

  it("falls when nothing moves, and forgets a file that was taken away", () => {
    const meter = new SpeedMeter();
    meter.add(0, 0);
    meter.add(2000, 8 * MB);
    expect(meter.bytesPerS(8000)).toBe(MB);
    meter.add(8100, 2 * MB);
    expect(meter.bytesPerS(8200)).toBe(0);
  });
});
