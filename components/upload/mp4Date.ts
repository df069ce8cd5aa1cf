/** Seconds from 1904, where QuickTime's time begins, to 1970. */
const EPOCH_1904_S = 2_082_844_800;
const MAX_TOP_LEVEL_BOXES = 64;
const HEAD_BYTES = 64;

async function viewOf(blob: Blob, from: number): Promise<DataView> {
  return new DataView(await blob.slice(from, from + HEAD_BYTES).arrayBuffer());
}

const typeAt = (view: DataView, at: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

/** Size of the box whose header starts the view, and of that header, in bytes; null where it makes no sense. */
function boxSize(view: DataView): { size: number; header: number } | null {
  const short = view.getUint32(0);
  if (short === 1) return { size: Number(view.getBigUint64(8)), header: 16 };
  return short >= 8 ? { size: short, header: 8 } : null;
}

/** When an MP4 or MOV says it was made (`mvhd`, UTC), or null. Reads a few hundred bytes, wherever the index lies. */
export async function mp4CreationDate(blob: Blob): Promise<Date | null> {
  let at = 0;
  for (let i = 0; i < MAX_TOP_LEVEL_BOXES && at + 16 <= blob.size; i++) {
    const view = await viewOf(blob, at);
    const box = boxSize(view);
    if (!box) return null;
    if (typeAt(view, 4) === "moov") {
      const header = await viewOf(blob, at + box.header);
      if (header.byteLength < 32 || typeAt(header, 4) !== "mvhd") return null;
      const createdS = header.getUint8(8) === 1 ? Number(header.getBigUint64(12)) : header.getUint32(12);
      // Writers that do not know the time leave 0 or 1970; ski clips are younger than phones that film.
      const unixS = createdS - EPOCH_1904_S;
      return unixS > 946_684_800 ? new Date(unixS * 1000) : null;
    }
    at += box.size;
  }
  return null;
}
