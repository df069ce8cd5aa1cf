/** A part without progress for this long is aborted and sent again. */
const STALL_MS = 30_000;

/** A part that storage refused or the network lost; `status` is 0 without a response. */
export class PartError extends Error {
  constructor(
    readonly status: number,
    readonly answer = "",
  ) {
    super(status === 0 ? "The connection was lost." : `Storage answered ${status}.`);
    this.name = "PartError";
  }

  /** Whether the same part is worth sending again. */
  get transient(): boolean {
    if (this.status === 0 || this.status >= 500 || this.status === 429 || this.status === 408) return true;
    // S3 answers 400 RequestTimeout when the body arrives too slowly.
    return this.status === 400 && this.answer.includes("<Code>RequestTimeout</Code>");
  }
}

/**
 * Sends one part to its presigned URL and reports the bytes sent so far, by XMLHttpRequest because fetch
 * reports no progress of uploads.
 * @throws PartError; AbortError of `signal`
 */
export function putPart(
  url: string,
  body: Blob,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout>;
    const abort = () => xhr.abort();
    const expectProgress = () => {
      clearTimeout(stalled);
      stalled = setTimeout(abort, STALL_MS);
    };
    xhr.upload.onprogress = (event) => {
      expectProgress();
      onBytes(event.loaded);
    };
    xhr.onload = () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve();
      else reject(new PartError(xhr.status, xhr.responseText));
    };
    xhr.onerror = () => reject(new PartError(0));
    xhr.onabort = () =>
      reject(signal.aborted ? new DOMException("The upload was stopped", "AbortError") : new PartError(0));
    xhr.onloadend = () => {
      clearTimeout(stalled);
      signal.removeEventListener("abort", abort);
    };
    xhr.open("PUT", url);
    signal.addEventListener("abort", abort);
    expectProgress();
    xhr.send(body);
    if (signal.aborted) abort();
  });
}
