const EDGE_BYTES = 64 * 1024;

/** FNV-1a with two multipliers; 64 bits are enough for the unfinished uploads of one person. */
function plainHash(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x5bd1e995);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Returns size and a hash of the first and last 64 KiB of a file, at most 200 characters. Name and date are
 * not used, because file pickers of phones return copies with other ones.
 * @throws DOMException NotReadableError when the file cannot be read
 */
export async function fingerprintOf(file: Blob): Promise<string> {
  const tail = file.slice(Math.max(EDGE_BYTES, file.size - EDGE_BYTES));
  const edges = await new Blob([file.slice(0, EDGE_BYTES), tail]).arrayBuffer();
  // crypto.subtle exists on https and localhost only; a laptop serves phones over plain http.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  const hash = subtle
    ? hexOf(new Uint8Array(await subtle.digest("SHA-256", edges)))
    : plainHash(new Uint8Array(edges));
  return `${file.size}-${hash}`;
}
