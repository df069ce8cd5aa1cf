import { describe, expect, it } from "vitest";
import { uploadItem, uploadTotals } from "./uploadItem";
import type { UploadState, UploadView } from "./uploadState";

const MB = 1_000_000;

const upload = (
  state: UploadState,
  { sentBytes = 0, details = {} }: Partial<Pick<UploadView, "sentBytes" | "details">> = {},
): UploadView => ({
  id: "100-f1",
  fileName: "IMG_2041.MOV",
  sizeBytes: 100 * MB,
  sentBytes,
  runId: null,
  details,
  state,
});
const uploading = (retrying = false): UploadState => ({ step: "uploading", retrying });
const completing = (retrying = false): UploadState => ({ step: "completing", retrying });

describe("uploadItem", () => {
  it("shows 100 % only when the run is complete", () => {
    expect(uploadItem(upload(completing(), { sentBytes: 100 * MB }), true)).toMatchObject({
      status: "completing",
      percent: 99,
    });
    expect(uploadItem(upload({ step: "done" }), true)).toMatchObject({ status: "done", percent: 100 });
  });

  it("shows paused and failed uploads as such without a network, and all others as offline", () => {
    expect(uploadItem(upload({ step: "paused" }), false).status).toBe("paused");
    expect(uploadItem(upload(uploading()), false).status).toBe("offline");
    expect(uploadItem(upload({ step: "queued" }), false).status).toBe("offline");
    expect(uploadItem(upload({ step: "failed", message: "No connection." }), false)).toMatchObject({
      status: "failed",
      message: "No connection.",
    });
  });

  it("shows retrying in every step while the browser reports a network", () => {
    expect(uploadItem(upload(uploading(true)), true).status).toBe("retrying");
    expect(uploadItem(upload(uploading(true)), false).status).toBe("offline");
    expect(uploadItem(upload(completing(true)), true).status).toBe("retrying");
    expect(uploadTotals([uploadItem(upload(uploading(true)), true)]).active).toBe(1);
  });

  it("shows the title of the run, or the file name without one", () => {
    const titled = upload(uploading(), { details: { title: "Mia, run 3" } });
    expect(uploadItem(titled, true).name).toBe("Mia, run 3");
    expect(uploadItem(upload(uploading()), true).name).toBe("IMG_2041.MOV");
  });
});

describe("uploadTotals", () => {
  it("counts as active what leaving the page would interrupt, without paused and failed uploads", () => {
    const items = [
      uploadItem(upload(uploading(), { sentBytes: 50 * MB }), true),
      uploadItem(upload({ step: "paused" }, { sentBytes: 10 * MB }), true),
      uploadItem(upload({ step: "done" }), true),
      uploadItem(upload({ step: "failed", message: "no" }), true),
    ];
    expect(uploadTotals(items)).toEqual({
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
