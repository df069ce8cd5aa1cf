import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { exifDate, inspectFile } from "./inspectFile";
import { mp4CreationDate } from "./mp4Date";

const NOW_MS = Date.UTC(2026, 0, 31, 12);
const YESTERDAY_MS = NOW_MS - 86_400_000;

function boxes(creationS: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16 + 8 + 8 + 100);
  const view = new DataView(bytes.buffer);
  const name = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  view.setUint32(0, 16);
  name(4, "ftyp");
  view.setUint32(16, 116);
  name(20, "moov");
  view.setUint32(24, 108);
  name(28, "mvhd");
  view.setUint32(36, creationS);
  return bytes;
}

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

  it("reads the creation date in the header of a clip, and null when it is unset", async () => {
    const takenS = 2_082_844_800 + YESTERDAY_MS / 1000;
    expect((await mp4CreationDate(new Blob([boxes(takenS)])))?.getTime()).toBe(YESTERDAY_MS);
    expect(await mp4CreationDate(new Blob([boxes(0)]))).toBeNull();
    expect(await mp4CreationDate(new Blob([await readFile(new URL(import.meta.url))]))).toBeNull();
  });

  it("reads the date of a photo with and without a time zone", () => {
    expect(exifDate("2026:01:30 10:20:30", "+01:00")?.toISOString()).toBe("2026-01-30T09:20:30.000Z");
    expect(exifDate("2026:01:30 10:20:30", undefined)).toEqual(new Date(2026, 0, 30, 10, 20, 30));
    expect(exifDate("    :  :     :  :  ", undefined)).toBeNull();
    expect(exifDate(undefined, undefined)).toBeNull();
  });
});
