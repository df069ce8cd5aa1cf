import { describe, expect, it } from "vitest";
import { photoFormatOf } from "./formats";

const isoFile = (major: string, compatible: string[] = []): Uint8Array => {
  const brands = [major, "\0\0\0\0", ...compatible].join("");
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + brands.length);
  header.write("ftyp", 4, "latin1");
  return Buffer.concat([header, Buffer.from(brands, "latin1"), Buffer.alloc(32)]);
};

describe("the format of a photo", () => {
  it.each([
    ["heic", "heic", []],
    ["heic", "hevc", []],
    ["heic", "mif1", ["mif1", "heic"]],
    ["heic", "mif1", []],
    ["heic", "msf1", ["heic"]],
    ["avif", "avif", ["mif1"]],
    ["avif", "avis", []],
    ["avif", "mif1", ["avif"]],
  ] as const)("is %s for the major brand %s and the compatible brands %j", (format, major, compatible) => {
    expect(photoFormatOf(isoFile(major, [...compatible]))).toBe(format);
  });

  it("is null for a movie, also one that names an image brand as compatible", () => {
    expect(photoFormatOf(isoFile("isom", ["mp42"]))).toBeNull();
    expect(photoFormatOf(isoFile("qt  ", ["heic"]))).toBeNull();
  });

  it("is null for text, for part of a signature and for nothing", () => {
    expect(photoFormatOf(Buffer.from("hello, world, this is text"))).toBeNull();
    expect(photoFormatOf(Buffer.from("\x89PNG", "latin1"))).toBeNull();
    expect(photoFormatOf(Buffer.from("RIFF0000WAVE", "latin1"))).toBeNull();
    expect(photoFormatOf(new Uint8Array())).toBeNull();
  });
});
