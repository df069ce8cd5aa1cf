/** What a file's first bytes say it is; `movie` covers everything a demuxer has to look into. */
export type Sniffed = "jpeg" | "png" | "webp" | "heic" | "avif" | "movie" | "unknown";

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((character, i) => bytes[at + i] === character.charCodeAt(0));

const HEIF_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

/** The major and compatible brands of an ISO file's first box; empty when it is not one. */
const brands = (bytes: Uint8Array): string[] => {
  if (!startsWith(bytes, "ftyp", 4)) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(view.getUint32(0), bytes.length);
  const found: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) {
    if (at !== 12) found.push(String.fromCharCode(...bytes.subarray(at, at + 4)));
  }
  return found;
};

/** Names of boxes with which a QuickTime file without `ftyp` begins. */
const QUICKTIME_BOXES = ["moov", "mdat", "wide", "free", "skip", "pnot"];

/**
 * Looks at the first bytes (64 are enough, 4096 better) and never at a name.
 * A HEIF image sequence with a movie inside (a "live" burst) counts as the still picture it shows.
 */
export const sniff = (bytes: Uint8Array): Sniffed => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (bytes[0] === 0x89 && startsWith(bytes, "PNG\r\n\x1a\n", 1)) return "png";
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return "webp";
  const [major, ...compatible] = brands(bytes);
  if (major !== undefined) {
    const all = [major, ...compatible];
    if (major === "avif" || major === "avis" || (major === "mif1" && all.includes("avif"))) return "avif";
    if (HEIF_BRANDS.includes(major)) return "heic";
    return "movie";
  }
  if (QUICKTIME_BOXES.some((name) => startsWith(bytes, name, 4))) return "movie";
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return "movie";
  return "unknown";
};
