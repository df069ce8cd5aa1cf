/** Random access to a file's bytes; a read past the end returns fewer bytes than asked for. */
export interface RandomAccess {
  sizeBytes: number;
  read(offset: number, lengthBytes: number): Promise<Uint8Array>;
}

interface IsoBox {
  type: string;
  startByte: number;
  endByte: number;
}

/** The arrangement of the top-level boxes of an MP4 or MOV file. */
export interface MovieLayout {
  /** The index comes before the media, so that playback can start before the download ends. */
  fastStart: boolean;
  /** fMP4, which not every browser plays from a plain URL. */
  fragmented: boolean;
  /** The last box ends after the end of the file. */
  cutShort: boolean;
  createdAt: Date | null;
}

/** Limits the time that a crafted file takes; real files have fewer. */
const MAX_BOXES = 4096;
const SECONDS_1904_TO_1970 = 2_082_844_800;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Returns 0 for a box that cannot be read. `view` has the first 16 bytes of the box. */
function boxSize(view: DataView, remainingBytes: number): number {
  const size = view.getUint32(0);
  if (size === 0) return remainingBytes;
  if (size !== 1) return size;
  return view.byteLength < 16 ? 0 : Number(view.getBigUint64(8));
}

async function readBox(file: RandomAccess, at: number, endByte: number): Promise<IsoBox | null> {
  const header = await file.read(at, 16);
  if (header.length < 8) return null;
  const view = viewOf(header);
  const headerBytes = view.getUint32(0) === 1 ? 16 : 8;
  const size = boxSize(view, endByte - at);
  if (size < headerBytes) return null;
  const type = String.fromCharCode(...header.subarray(4, 8));
  return { type, startByte: at + headerBytes, endByte: at + size };
}

async function* boxesIn(file: RandomAccess, startByte: number, endByte: number): AsyncGenerator<IsoBox> {
  let at = startByte;
  for (let count = 0; at + 8 <= endByte && count < MAX_BOXES; count++) {
    const box = await readBox(file, at, endByte);
    if (!box) return;
    yield box;
    at = box.endByte;
  }
}

async function creationDateIn(file: RandomAccess, moov: IsoBox): Promise<Date | null> {
  for await (const box of boxesIn(file, moov.startByte, Math.min(moov.endByte, file.sizeBytes))) {
    if (box.type !== "mvhd") continue;
    const content = await file.read(box.startByte, 12);
    if (content.length < 12) return null;
    const view = viewOf(content);
    const seconds = content[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4);
    return seconds === 0 ? null : new Date((seconds - SECONDS_1904_TO_1970) * 1000);
  }
  return null;
}

export async function readMovieLayout(file: RandomAccess): Promise<MovieLayout> {
  const layout: MovieLayout = { fastStart: false, fragmented: false, cutShort: false, createdAt: null };
  let hasMedia = false;
  for await (const box of boxesIn(file, 0, file.sizeBytes)) {
    if (box.endByte > file.sizeBytes) layout.cutShort = true;
    if (box.type === "mdat") hasMedia = true;
    if (box.type === "moof") layout.fragmented = true;
    if (box.type === "moov") {
      layout.fastStart = !hasMedia;
      layout.createdAt = await creationDateIn(file, box);
    }
  }
  return layout;
}

/** Returns the creation date of an MP4 or MOV (`mvhd`, UTC), or null. Reads a few hundred bytes. */
export async function movieCreationDate(file: RandomAccess): Promise<Date | null> {
  for await (const box of boxesIn(file, 0, file.sizeBytes)) {
    if (box.type === "moov") return creationDateIn(file, box);
  }
  return null;
}
