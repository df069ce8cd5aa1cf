/** How the first bytes of a format are recognized: texts at fixed offsets, or brands of an ISO base media file. */
export type Signature =
  | { bytes: readonly { at: number; text: string }[] }
  | {
      /** Four-letter codes registered at mp4ra.org. */
      brands: readonly string[];
    };

/** Enough for every signature, with the compatible brands of an ISO base media file. */
export const SIGNATURE_BYTES = 4096;

/** A file of these major brands says in its compatible brands what it contains. */
const GENERAL_BRANDS = ["mif1", "msf1"];

const hasText = (head: Uint8Array, at: number, text: string): boolean =>
  [...text].every((character, i) => head[at + i] === character.charCodeAt(0));

/** Returns the brands that decide: the major one, or all of a general file; none when it is no ISO base media file. */
function brandsOf(head: Uint8Array): string[] {
  if (!hasText(head, 4, "ftyp")) return [];
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const end = Math.min(view.getUint32(0), head.length);
  const brandAt = (at: number) => String.fromCharCode(...head.subarray(at, at + 4));
  const major = brandAt(8);
  if (!GENERAL_BRANDS.includes(major)) return [major];
  const compatible: string[] = [];
  for (let at = 16; at + 4 <= end; at += 4) compatible.push(brandAt(at));
  return [major, ...compatible];
}

/** Tells whether a file begins like the format. `head` is the file's first SIGNATURE_BYTES, or all of a shorter file. */
export function hasSignature(head: Uint8Array, signature: Signature): boolean {
  return "bytes" in signature
    ? signature.bytes.every(({ at, text }) => hasText(head, at, text))
    : brandsOf(head).some((brand) => signature.brands.includes(brand));
}
