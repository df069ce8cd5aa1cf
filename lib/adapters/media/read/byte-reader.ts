import { open } from "node:fs/promises";
import type { AppError } from "@/lib/errors";
import type { RandomAccess } from "@/lib/media/isobmff";
import { openHttpReader } from "./http-reader";

/** A file on this machine, or behind an address that answers Range requests (a presigned GET). */
export type MediaSource = { filePath: string } | { url: string };

/** The one way in which every engine reads a file. */
export interface ByteReader extends RandomAccess {
  /** Whether a read takes a round trip over a network. */
  readonly isRemote: boolean;
  /** Why reads fail since the connection was given up; engines cannot tell this from a damaged file. */
  readonly networkError: AppError | null;
  close(): Promise<void>;
}

const openFile = async (filePath: string): Promise<ByteReader> => {
  const file = await open(filePath, "r");
  const { size } = await file.stat();
  return {
    sizeBytes: size,
    isRemote: false,
    networkError: null,
    async read(offset, lengthBytes) {
      const length = Math.max(0, Math.min(lengthBytes, size - offset));
      const buffer = new Uint8Array(length);
      if (length === 0) return buffer;
      const { bytesRead } = await file.read(buffer, 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
};

/** Opens a source. Throws AppError `notFound` or `unavailable` when an address does not answer. */
export const openByteReader = (source: MediaSource): Promise<ByteReader> =>
  "filePath" in source ? openFile(source.filePath) : openHttpReader(source.url);
