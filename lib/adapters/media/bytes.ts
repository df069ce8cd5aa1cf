import { open } from "node:fs/promises";
import { AppError } from "@/lib/errors";

/** Where a file lies: on this machine, or behind an address that answers Range requests (a presigned GET). */
export type MediaSource = { filePath: string } | { url: string; sizeBytes?: number };

/** Random access to a file's bytes; a read past the end gives what there is. */
export interface ByteReader {
  sizeBytes: number;
  read(offset: number, lengthBytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const openFile = async (filePath: string): Promise<ByteReader> => {
  const file = await open(filePath, "r");
  const { size } = await file.stat();
  return {
    sizeBytes: size,
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

/** The error of an answer that is not the file: gone for good, or worth trying again. */
export const httpError = (status: number): AppError =>
  status === 404
    ? new AppError("notFound", "The media address answered 404.")
    : new AppError("unavailable", `The media address answered ${status}.`);

const openUrl = async (url: string): Promise<ByteReader> => {
  const request = async (range: string): Promise<Response> => {
    const response = await fetch(url, { headers: { range } }).catch((cause: unknown) => {
      throw new AppError("unavailable", "The media address did not answer.", { cause });
    });
    if (response.ok || response.status === 416) return response;
    await response.body?.cancel();
    throw httpError(response.status);
  };
  const first = await request("bytes=0-0");
  await first.body?.cancel();
  const total = first.headers.get("content-range")?.split("/")[1];
  const sizeBytes =
    first.status === 416 ? 0 : Number(first.status === 206 ? total : first.headers.get("content-length"));
  if (!Number.isFinite(sizeBytes)) throw new AppError("unavailable", "The media address tells no size.");
  return {
    sizeBytes,
    async read(offset, lengthBytes) {
      if (offset >= sizeBytes || lengthBytes <= 0) return new Uint8Array(0);
      const end = Math.min(sizeBytes, offset + lengthBytes) - 1;
      const response = await request(`bytes=${offset}-${end}`);
      if (response.status !== 206 && offset > 0) {
        await response.body?.cancel();
        throw new AppError("unavailable", "The media address does not answer Range requests.");
      }
      return new Uint8Array(await response.arrayBuffer()).subarray(0, lengthBytes);
    },
    close: async () => {},
  };
};

/** @throws AppError notFound or unavailable when an address does not answer. */
export const openBytes = (source: MediaSource): Promise<ByteReader> =>
  "filePath" in source ? openFile(source.filePath) : openUrl(source.url);
