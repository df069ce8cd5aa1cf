import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { movieCreationDate, type RandomAccess, readMovieLayout } from "./isobmff";

const FILMED = new Date("2026-01-30T12:00:00Z");
const FILMED_S = 2_082_844_800 + FILMED.getTime() / 1000;

const fileOf = (bytes: Uint8Array): RandomAccess => ({
  sizeBytes: bytes.length,
  read: async (offset, lengthBytes) => bytes.subarray(offset, offset + lengthBytes),
});

const box = (type: string, content: Uint8Array, sizeBytes = 8 + content.length): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(sizeBytes);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, content]);
};

const movieHeader = (creationS: number): Buffer => {
  const content = Buffer.alloc(100);
  content.writeUInt32BE(creationS, 4);
  return box("mvhd", content);
};

const movie = (creationS: number) =>
  Buffer.concat([box("ftyp", Buffer.alloc(8)), box("moov", movieHeader(creationS))]);

describe("the creation date of a movie", () => {
  it("is that of its header", async () => {
    expect(await movieCreationDate(fileOf(movie(FILMED_S)))).toEqual(FILMED);
  });

  it("is found behind the media and behind other boxes of the index", async () => {
    const index = box("moov", Buffer.concat([box("free", Buffer.alloc(3)), movieHeader(FILMED_S)]));
    const file = Buffer.concat([box("ftyp", Buffer.alloc(8)), box("mdat", Buffer.alloc(999)), index]);
    expect(await movieCreationDate(fileOf(file))).toEqual(FILMED);
  });

  it("is read from a header with 64-bit times", async () => {
    const content = Buffer.alloc(112);
    content[0] = 1;
    content.writeBigUInt64BE(BigInt(FILMED_S), 4);
    expect(await movieCreationDate(fileOf(box("moov", box("mvhd", content))))).toEqual(FILMED);
  });

  it("is null when the header leaves it unset and in a file that is no movie", async () => {
    expect(await movieCreationDate(fileOf(movie(0)))).toBeNull();
    expect(await movieCreationDate(fileOf(await readFile(new URL(import.meta.url))))).toBeNull();
    expect(await movieCreationDate(fileOf(new Uint8Array()))).toBeNull();
  });
});

describe("the layout of a movie", () => {
  const index = box("moov", movieHeader(0));
  const media = box("mdat", Buffer.alloc(64));

  it("is fast to start when the index comes before the media", async () => {
    expect(await readMovieLayout(fileOf(Buffer.concat([index, media])))).toMatchObject({ fastStart: true });
    expect(await readMovieLayout(fileOf(Buffer.concat([media, index])))).toMatchObject({ fastStart: false });
  });

  it("is fragmented when it has a movie fragment", async () => {
    const file = Buffer.concat([index, box("moof", Buffer.alloc(4)), media]);
    expect(await readMovieLayout(fileOf(file))).toMatchObject({ fragmented: true, cutShort: false });
  });

  it("is cut short when the last box is longer than the file", async () => {
    const file = Buffer.concat([index, box("mdat", Buffer.alloc(64), 1000)]);
    expect(await readMovieLayout(fileOf(file))).toMatchObject({ cutShort: true });
  });

  it("ends at the end of the file for a last box of size zero", async () => {
    const file = Buffer.concat([index, box("mdat", Buffer.alloc(64), 0)]);
    expect(await readMovieLayout(fileOf(file))).toMatchObject({ cutShort: false });
  });

  it("ends at a box that is smaller than its header", async () => {
    const file = Buffer.concat([box("free", Buffer.alloc(0), 4), index]);
    expect(await readMovieLayout(fileOf(file))).toMatchObject({ fastStart: false });
  });
});
