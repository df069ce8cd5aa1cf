import { createHash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { clipPath } from "./runs";

const BOX_HEADER_BYTES = 8;

/** Writes a clip of this size: players skip the box of random bytes at its end. */
export async function writeLargeClip(path: string, clip: string, sizeBytes: number): Promise<void> {
  const film = await readFile(clipPath(clip));
  const box = Buffer.concat([
    Buffer.alloc(BOX_HEADER_BYTES),
    randomBytes(sizeBytes - film.length - BOX_HEADER_BYTES),
  ]);
  box.writeUInt32BE(box.length, 0);
  box.write("free", 4, "latin1");
  await writeFile(path, Buffer.concat([film, box]));
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
