import { describe, expect, it } from "vitest";
import { MAX_PHOTO_BYTES, MAX_RUN_BYTES } from "@/lib/media/limits";
import { isPhoto, lengthRefusalOf, refusalOf } from "./fileChecks";

describe("fileChecks", () => {
  it("refuses files by ending and size", () => {
    expect(refusalOf({ name: "notes.txt", size: 10 })).toContain("cannot be used");
    expect(refusalOf({ name: "run", size: 10 })).toContain("cannot be used");
    expect(refusalOf({ name: "run.mp4", size: 0 })).toContain("empty");
    expect(refusalOf({ name: "run.mp4", size: MAX_RUN_BYTES + 1 })).toContain("4 GB");
    expect(refusalOf({ name: "IMG_2041.MOV", size: MAX_RUN_BYTES })).toBeNull();
    expect(refusalOf({ name: "scan.PNG", size: MAX_PHOTO_BYTES + 1 })).toContain(
      "photo is larger than 100 MB",
    );
    expect(refusalOf({ name: "scan.PNG", size: MAX_PHOTO_BYTES })).toBeNull();
  });

  it("accepts five minutes and refuses more", () => {
    expect(lengthRefusalOf(300)).toBeNull();
    expect(lengthRefusalOf(301)).toContain("6 minutes");
    expect(lengthRefusalOf(0)).toContain("no length");
  });

  it("recognises photos by their first bytes", () => {
    const bytes = (text: string) => new Uint8Array([...text].map((letter) => letter.charCodeAt(0)));
    expect(isPhoto(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe(true);
    expect(isPhoto(bytes("\x89PNG\r\n\x1a\n0000"))).toBe(true);
    expect(isPhoto(bytes("RIFF0000WEBP"))).toBe(true);
    expect(isPhoto(bytes("0000ftypheic"))).toBe(true);
    expect(isPhoto(bytes("0000ftypisom"))).toBe(false);
    expect(isPhoto(bytes("hello, world"))).toBe(false);
    expect(isPhoto(new Uint8Array())).toBe(false);
  });
});
