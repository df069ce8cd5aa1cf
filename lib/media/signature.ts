/** First bytes of a format: texts at fixed offsets, or brands of an ISO base media file (mp4ra.org). */
export type Signature =
  | { bytes: readonly { at: number; text: string }[] }
  | {
      brands: readonly string[];
    };

export const SIGNATURE_BYTES = 4096;

/** With these major brands, the compatible brands name the format. */
const GENERAL_BRANDS = ["mif1", "msf1"];

const hasText = (head: Uint8Array, at: number, text: string): boolean =>
  [...text].every((character, i) => head[at + i] === character.charCodeAt(0));

/** Returns the major brand, after a general one also the compatible brands; none for other files. */
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

/** Returns whether a file has the signature; `head` is its first SIGNATURE_BYTES. */
export function hasSignature(head: Uint8Array, signature: Signature): boolean {
  return "bytes" in signature
    ? signature.bytes.every(({ at, text }) => hasText(head, at, text))
    : brandsOf(head).some((brand) => signature.brands.includes(brand));
}
