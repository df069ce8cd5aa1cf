import pRetry from "p-retry";
import { AppError } from "@/lib/errors";
import type { ByteReader } from "./byte-reader";

/** S3 expects its clients to retry; one failed request would fail an analysis. */
const RETRY = {
  retries: 4,
  minTimeout: 200,
  shouldRetry: ({ error }: { error: unknown }) => error instanceof AppError && error.transient,
};

const statusError = (status: number): AppError =>
  status === 404
    ? new AppError("notFound", "The media URL returned status 404.")
    : new AppError("unavailable", `The media URL returned status ${status}.`);

const throwUnavailable = (cause: unknown): never => {
  throw new AppError("unavailable", "The media URL could not be read.", { cause });
};

const sizeOf = (response: Response): number => {
  if (response.status === 416) return 0;
  const total = response.headers.get("content-range")?.split("/")[1];
  return Number(response.status === 206 ? total : response.headers.get("content-length"));
};

/** Opens a URL for range reads. After a read whose retries all fail, later reads fail at once. */
export const openHttpReader = async (url: string): Promise<ByteReader> => {
  const closing = new AbortController();
  let networkError: AppError | null = null;

  const request = async <T>(range: string, read: (response: Response) => Promise<T>): Promise<T> => {
    if (networkError) throw networkError;
    const attempt = async () => {
      const response = await fetch(url, { headers: { range }, signal: closing.signal }).catch(
        throwUnavailable,
      );
      if (response.ok || response.status === 416) return read(response);
      await response.body?.cancel();
      throw statusError(response.status);
    };
    try {
      return await pRetry(attempt, { ...RETRY, signal: closing.signal });
    } catch (error) {
      if (error instanceof AppError && !closing.signal.aborted) networkError = error;
      throw error;
    }
  };

  const sizeBytes = await request("bytes=0-0", async (response) => {
    await response.body?.cancel();
    return sizeOf(response);
  });
  if (!Number.isFinite(sizeBytes)) throw new AppError("unavailable", "The media URL returned no size.");
  return {
    sizeBytes,
    isRemote: true,
    get networkError() {
      return networkError;
    },
    async read(offset, lengthBytes) {
      if (offset >= sizeBytes || lengthBytes <= 0) return new Uint8Array(0);
      const length = Math.min(lengthBytes, sizeBytes - offset);
      return request(`bytes=${offset}-${offset + length - 1}`, async (response) => {
        if (response.status !== 206 && offset > 0) {
          await response.body?.cancel();
          throw new AppError("unavailable", "The media URL does not support Range requests.");
        }
        const bytes = new Uint8Array(await response.arrayBuffer().catch(throwUnavailable)).subarray(
          0,
          length,
        );
        if (bytes.length < length) throw new AppError("unavailable", "The media URL returned too few bytes.");
        return bytes;
      });
    },
    close: async () => closing.abort(),
  };
};
