/** Byte range of a part; numbers start at 1, the end is exclusive. */
export function partRange(partNumber: number, partSizeBytes: number, sizeBytes: number) {
  const start = (partNumber - 1) * partSizeBytes;
  return { start, end: Math.min(start + partSizeBytes, sizeBytes) };
}

/** Numbers of the parts that storage does not have whole; one that is there with another size is sent again. */
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
  /** At most so many parts on their way at once. */
  connections: number;
  /** A part that took less than this opens another connection. */
  fastPartMs: number;
  /** Parts signed in one request. */
  batch: number;
  signal: AbortSignal;
  /** Addresses for these parts, used within seconds. */
  sign(partNumbers: number[]): Promise<Map<number, string>>;
  /** Sends one part. `resign` gives a new address where the first has run out. */
  send(partNumber: number, url: string, resign: () => Promise<string>): Promise<void>;
}

/**
 * Sends parts in order, signing just before use, over one connection and, where the network is fast, over several: a
 * part that an interruption cuts short is sent again as a whole, so a slow network has few of them on their way.
 * Rejects with the first failure, after which no new part is begun; what was sent stays in storage.
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
      // Met where a part of it is to be sent.
      signed.catch(() => undefined);
      batches.set(from, signed);
    }
    return signed;
  };
  const urlOf = async (index: number): Promise<string> => {
    const signed = batchOf(index);
    // A connection's next part is signed while this one is on its way.
    const soon = index + workers.length;
    if (soon < partNumbers.length) batchOf(soon);
    return (await signed).get(partNumbers[index]!) ?? resign(index);
  };
  const resign = async (index: number): Promise<string> => {
    const partNumber = partNumbers[index]!;
    const url = (await sign([partNumber])).get(partNumber);
    if (!url) throw new Error(`No address for part ${partNumber}`);
    return url;
  };
  const work = async () => {
    while (!failed && !signal.aborted) {
      const index = next++;
      if (index >= partNumbers.length) return;
      try {
        const url = await urlOf(index);
        const startedMs = performance.now();
        await send(partNumbers[index]!, url, () => resign(index));
        const fast = performance.now() - startedMs < fastPartMs;
        if (fast && workers.length < connections) workers.push(work());
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  workers.push(work());
  // Workers join while others are waited for, so the list is walked until its end stays.
  const outcomes: PromiseSettledResult<void>[] = [];
  while (outcomes.length < workers.length) {
    outcomes.push(...(await Promise.allSettled(workers.slice(outcomes.length))));
  }
  if (signal.aborted) throw new DOMException("Stopped", "AbortError");
  const rejected = outcomes.find((outcome) => outcome.status === "rejected");
  if (rejected) throw rejected.reason;
}
