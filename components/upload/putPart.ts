import { fetcher } from "@uppy/core/utils";

/** A part that moves no byte for so long is given up and sent again. */
const STALL_MS = 30_000;

/** A part that storage refused or the network lost; `status` 0 for the network. */
export class PartError extends Error {
  constructor(
    readonly status: number,
    readonly answer = "",
  ) {
    super(status === 0 ? "The connection was lost." : `Storage answered ${status}.`);
    this.name = "PartError";
  }

  /** Worth sending the same part again a little later. */
  get passing(): boolean {
    if (this.status === 0 || this.status >= 500 || this.status === 429 || this.status === 408) return true;
    // S3 blames the request when a weak network is too slow to bring it.
    return this.status === 400 && this.answer.includes("<Code>RequestTimeout</Code>");
  }
}

/**
 * Sends one part to its signed address; `onBytes` hears how many bytes have left.
 * @throws PartError; the error of the request itself when `signal` stopped it
 */
export async function putPart(
  url: string,
  body: Blob,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const stalled = new AbortController();
  try {
    await fetcher(url, {
      method: "PUT",
      body,
      retries: 0,
      timeout: STALL_MS,
      onTimeout: () => stalled.abort(),
      signal: AbortSignal.any([signal, stalled.signal]),
      onUploadProgress: (event) => onBytes(event.loaded),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    const xhr = (error as { request?: XMLHttpRequest }).request;
    throw new PartError(xhr?.status ?? 0, xhr?.responseText);
  }
}
