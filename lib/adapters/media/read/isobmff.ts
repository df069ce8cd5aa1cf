import type { ByteReader } from "./bytes";

interface Box {
  type: string;
  /** Of the content, after the header. */
  startByte: number;
  endByte: number;
}

/** What the outline of an MP4 or MOV file tells without decoding. */
export interface MovieLayout {
  /** Metadata before media, so that a browser can start before the whole file is there. */
  fastStart: boolean;
  /** In fragments (fMP4), which not every browser plays from a plain address. */
  fragmented: boolean;
  /** The last box says it is longer than the file. */
  cutShort: boolean;
  /** From the movie header; null when unset or unbelievable. */
  createdAt: Date | null;
}

/** Enough for any real file; a crafted one cannot make us walk for ever. */
const MAX_BOXES = 4096;
const SECONDS_1904_TO_1970 = 2_082_844_800;

const boxesIn = async function* (bytes: ByteReader, startByte: number, endByte: number): AsyncGenerator<Box> {
  let at = startByte;
  for (let count = 0; at + 8 <= endByte && count < MAX_BOXES; count++) {
    const header = await bytes.read(at, 16);
    if (header.length < 8) return;
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    const small = view.getUint32(0);
    const type = String.fromCharCode(...header.subarray(4, 8));
    const headerBytes = small === 1 ? 16 : 8;
    if (small === 1 && header.length < 16) return;
    const size = small === 0 ? endByte - at : small === 1 ? Number(view.getBigUint64(8)) : small;
    if (size < headerBytes) return;
    yield { type, startByte: at + headerBytes, endByte: at + size };
    at += size;
  }
};

const movieCreated = async (bytes: ByteReader, moov: Box): Promise<Date | null> => {
  for await (const box of boxesIn(bytes, moov.startByte, Math.min(moov.endByte, bytes.sizeBytes))) {
    if (box.type !== "mvhd") continue;
    const content = await bytes.read(box.startByte, 12);
    if (content.length < 12) return null;
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    const seconds = content[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4);
    return seconds === 0 ? null : new Date((seconds - SECONDS_1904_TO_1970) * 1000);
  }
  return null;
};

/** Walks the top-level boxes (ISO/IEC 14496-12) and reads the movie header. */
export const readMovieLayout = async (bytes: ByteReader): Promise<MovieLayout> => {
  const layout: MovieLayout = { fastStart: false, fragmented: false, cutShort: false, createdAt: null };
  let mediaSeen = false;
  for await (const box of boxesIn(bytes, 0, bytes.sizeBytes)) {
    if (box.endByte > bytes.sizeBytes) layout.cutShort = true;
    if (box.type === "mdat") mediaSeen = true;
    if (box.type === "moof") layout.fragmented = true;
    if (box.type === "moov") {
      layout.fastStart = !mediaSeen;
      layout.createdAt = await movieCreated(bytes, box);
    }
  }
  return layout;
};
