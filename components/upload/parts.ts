/** Returns the byte range of a part; numbers start at 1, the end is exclusive. */
export function partRange(partNumber: number, partSizeBytes: number, sizeBytes: number) {
  const start = (partNumber - 1) * partSizeBytes;
  return { start, end: Math.min(start + partSizeBytes, sizeBytes) };
}

/** Returns the numbers of the parts that storage lacks or has with another size. */
export function missingParts(
  partCount: number,
  partSizeBytes: number,
  sizeBytes: number,
  uploaded: readonly { partNumber: number; sizeBytes: number }[],
): number[] {
  const sizes = new Map(uploaded.map((part) => [part.partNumber, part.sizeBytes]));
  return Array.from({ length: partCount }, (_, i) => i + 1).filter((partNumber) => {
    const { start, end } = partRange(partNumber, partSizeBytes, sizeBytes);
    return sizes.get(partNumber) !== end - start;
  });
}

export interface SendPartsOptions {
  partNumbers: readonly number[];
  /** The most parts that are sent at once. */
  connections: number;
  /** A part that takes less than this opens another connection. */
  fastPartMs: number;
  /** How many parts are signed in one request. */
  batch: number;
  signal: AbortSignal;
  /** Returns presigned URLs by part number. */
  sign(partNumbers: number[]): Promise<Map<number, string>>;
  /** Sends one part. `signAgain` returns a new URL when the first has expired. */
  send(partNumber: number, url: string, signAgain: () => Promise<string>): Promise<void>;
}

/**
 * Sends parts in order; rejects with the first failure, after which no part is started. A slow network gets
 * one connection, because an interrupted part is sent again from its first byte; a fast one gets several.
 */
export async function sendParts(options: SendPartsOptions): Promise<void> {
  const { partNumbers, connections, fastPartMs, batch, signal, sign, send } = options;
  const batches = new Map<number, Promise<Map<number, string>>>();
  let next = 0;
  let failed = false;
  const workers: Promise<void>[] = [];

  const batchOf = (index: number): Promise<Map<number, string>> => {
    const from = Math.floor(index / batch) * batch;
    let signed = batches.get(from);
    if (!signed) {
      signed = sign(partNumbers.slice(from, from + batch));
      // The part that uses it handles its rejection.
      signed.catch(() => undefined);
      batches.set(from, signed);
    }
    return signed;
  };
  const urlOf = async (index: number): Promise<string> => {
    const signed = batchOf(index);
    // The next part of this connection is signed while this one is sent.
    const following = index + workers.length;
    if (following < partNumbers.length) void batchOf(following);
    return (await signed).get(partNumbers[index]!) ?? signAgain(index);
  };
  const signAgain = async (index: number): Promise<string> => {
    const partNumber = partNumbers[index]!;
    const url = (await sign([partNumber])).get(partNumber);
    if (!url) throw new Error(`The API returned no URL for part ${partNumber}`);
    return url;
  };
  const work = async () => {
    while (!failed && !signal.aborted) {
      const index = next++;
      if (index >= partNumbers.length) return;
      try {
        const url = await urlOf(index);
        const startedMs = performance.now();
        await send(partNumbers[index]!, url, () => signAgain(index));
        const fast = performance.now() - startedMs < fastPartMs;
        if (fast && workers.length < connections) workers.push(work());
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  workers.push(work());
  // Workers start others, so the list may grow meanwhile.
  const outcomes: PromiseSettledResult<void>[] = [];
  while (outcomes.length < workers.length) {
    outcomes.push(...(await Promise.allSettled(workers.slice(outcomes.length))));
  }
  if (signal.aborted) throw new DOMException("The upload was stopped", "AbortError");
  const rejected = outcomes.find((outcome) => outcome.status === "rejected");
  if (rejected) throw rejected.reason;
}
