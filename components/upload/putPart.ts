/** A part that moves no byte for so long is given up and sent again. */
const STALL_MS = 30_000;

/** A part that storage refused or the network lost; `status` is 0 for the network. */
export class PartError extends Error {
  constructor(
    readonly status: number,
    readonly answer = "",
  ) {
    super(status === 0 ? "The connection was lost." : `Storage answered ${status}.`);
    this.name = "PartError";
  }

  /** Worth sending the same part again a little later. */
  get transient(): boolean {
    if (this.status === 0 || this.status >= 500 || this.status === 429 || this.status === 408) return true;
    // S3 answers 400 RequestTimeout when the body arrives too slowly.
    return this.status === 400 && this.answer.includes("<Code>RequestTimeout</Code>");
  }
}

/**
 * Sends one part to its presigned URL and reports the bytes sent so far. XMLHttpRequest, because fetch reports no progress.
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
