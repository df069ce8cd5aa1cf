import { open } from "node:fs/promises";
import pRetry from "p-retry";
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

const unanswered = (cause: unknown): never => {
  throw new AppError("unavailable", "The media address did not answer.", { cause });
};

/** A whole analysis hangs on each read, and storage asks to be asked again: one answer in three lost is borne. */
const RETRY = {
  retries: 4,
  minTimeout: 200,
  shouldRetry: ({ error }: { error: unknown }) => error instanceof AppError && error.transient,
};

const openUrl = async (url: string): Promise<ByteReader> => {
  const request = <T>(range: string, read: (response: Response) => Promise<T>): Promise<T> =>
    pRetry(async () => {
      const response = await fetch(url, { headers: { range } }).catch(unanswered);
      if (response.ok || response.status === 416) return read(response);
      await response.body?.cancel();
      throw httpError(response.status);
    }, RETRY);
  const first = await request("bytes=0-0", async (response) => {
    await response.body?.cancel();
    return response;
  });
  const total = first.headers.get("content-range")?.split("/")[1];
  const sizeBytes =
    first.status === 416 ? 0 : Number(first.status === 206 ? total : first.headers.get("content-length"));
  if (!Number.isFinite(sizeBytes)) throw new AppError("unavailable", "The media address tells no size.");
  return {
    sizeBytes,
    async read(offset, lengthBytes) {
      if (offset >= sizeBytes || lengthBytes <= 0) return new Uint8Array(0);
      const end = Math.min(sizeBytes, offset + lengthBytes) - 1;
      return request(`bytes=${offset}-${end}`, async (response) => {
        if (response.status !== 206 && offset > 0) {
          await response.body?.cancel();
          throw new AppError("unavailable", "The media address does not answer Range requests.");
        }
        return new Uint8Array(await response.arrayBuffer().catch(unanswered)).subarray(0, lengthBytes);
      });
    },
    close: async () => {},
  };
};

/** @throws AppError notFound or unavailable when an address does not answer. */
export const openBytes = (source: MediaSource): Promise<ByteReader> =>
  "filePath" in source ? openFile(source.filePath) : openUrl(source.url);
