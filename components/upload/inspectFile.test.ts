import { describe, expect, it } from "vitest";
import { exifDate, inspectFile } from "./inspectFile";

const NOW_MS = Date.UTC(2026, 0, 31, 12);
const YESTERDAY_MS = NOW_MS - 86_400_000;

describe("inspectFile", () => {
  it("refuses a text file with the name of a clip or a photo", async () => {
    const clip = new File(["hello, this is not a video at all"], "run.mp4", { lastModified: YESTERDAY_MS });
    expect((await inspectFile(clip, { nowMs: NOW_MS })).refusal).toContain("not a video");
    const photo = new File(["hello, this is not a photo at all"], "run.jpg", { lastModified: YESTERDAY_MS });
    expect((await inspectFile(photo, { nowMs: NOW_MS })).refusal).toContain("not a photo");
  });

  it("accepts a photo without metadata and without a date", async () => {
    const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9, 0, 0, 0]);
    const photo = new File([bytes], "run.jpg", { lastModified: YESTERDAY_MS });
    expect(await inspectFile(photo, { nowMs: NOW_MS })).toEqual({
      refusal: null,
      takenAt: null,
      durationS: null,
    });
  });

  it("reads the date of a photo with and without a time zone", () => {
    expect(exifDate("2026:01:30 10:20:30", "+01:00")?.toISOString()).toBe("2026-01-30T09:20:30.000Z");
    expect(exifDate("2026:01:30 10:20:30", undefined)).toEqual(new Date(2026, 0, 30, 10, 20, 30));
    expect(exifDate("    :  :     :  :  ", undefined)).toBeNull();
    expect(exifDate(undefined, undefined)).toBeNull();
  });
});
