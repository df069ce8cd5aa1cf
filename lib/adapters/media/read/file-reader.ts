import { open } from "node:fs/promises";
import type { ByteReader } from "./byte-reader";

export const openFileReader = async (filePath: string): Promise<ByteReader> => {
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
