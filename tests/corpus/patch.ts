import { crc32, deflateSync } from "node:zlib";

const find = (file: Uint8Array, name: string, from = 0): number =>
  Buffer.from(file).indexOf(name, from, "latin1");

/** Replaces the first occurrence of a text by another of the same length. */
export const replaceText = (file: Uint8Array, name: string, to: string): Uint8Array => {
  const copy = file.slice();
  copy.set(Buffer.from(to, "latin1"), find(file, name));
  return copy;
};

/** Returns the first `share` of the file. */
export const cut = (file: Uint8Array, share: number): Uint8Array =>
  file.slice(0, Math.floor(file.length * share));

/** Returns the file up to the middle of its index, which must come first. */
export const cutInIndex = (file: Uint8Array): Uint8Array => {
  const at = find(file, "moov") - 4;
  const size = new DataView(file.buffer, file.byteOffset).getUint32(at);
  return file.slice(0, at + Math.floor(size / 2));
};

/** Overwrites a part of the file with reproducible noise. */
export const addNoise = (file: Uint8Array, fromShare: number, toShare: number): Uint8Array => {
  const copy = file.slice();
  let seed = 12345;
  for (let i = Math.floor(file.length * fromShare); i < file.length * toShare; i++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    copy[i] = seed >> 16;
  }
  return copy;
};

/** Returns the clip with other dimensions in its header. */
export const withSize = (file: Uint8Array, widthPx: number, heightPx: number): Uint8Array => {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  const entry = find(copy, "avc1", find(copy, "stsd"));
  view.setUint16(entry + 28, widthPx);
  view.setUint16(entry + 30, heightPx);
  return copy;
};

/** Returns the clip with another creation date in its header. */
export const withCreationDate = (file: Uint8Array, date: Date): Uint8Array => {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  const header = find(copy, "mvhd") + 4;
  const seconds = date.getTime() / 1000 + 2_082_844_800;
  if (view.getUint8(header) === 1) view.setBigUint64(header + 4, BigInt(seconds));
  else view.setUint32(header + 4, seconds);
  return copy;
};

const chunk = (type: string, content: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(content.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
};

/** Returns a well-formed PNG of few bytes and many pixels. */
export const makePngBomb = (widthPx: number, heightPx: number): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(widthPx / 8) + 1) * Math.min(heightPx, 2000));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array(0)),
  ]);
};
