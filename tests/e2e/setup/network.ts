import type { Page } from "@playwright/test";

export interface Network {
  /** Limits the upload of the page to `bytesPerS`. */
  slow(bytesPerS: number): Promise<void>;
  /** Disconnects the page, which gets an offline event. */
  offline(): Promise<void>;
  /** Removes the limit. */
  fast(): Promise<void>;
}

/**
 * Controls the network of a page. One command sets both speed and connection, so neither is briefly unset.
 */
export async function networkOf(page: Page): Promise<Network> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const set = async (offline: boolean, uploadThroughput: number) => {
    await devtools.send("Network.emulateNetworkConditions", {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  };
  return {
    slow: (bytesPerS) => set(false, bytesPerS),
    offline: () => set(true, 0),
    fast: () => set(false, -1),
  };
}

export interface PartLog {
  /** Numbers of the parts that were started, in order. */
  started: number[];
  /** Numbers of the parts that storage accepted. */
  accepted: number[];
  /** How many parts are being sent. */
  open: number;
}

const partOf = (method: string, url: string): number | null => {
  const number = method === "PUT" ? new URL(url).searchParams.get("partNumber") : null;
  return number === null ? null : Number(number);
};

/** Records every part that the page sends to storage from now on. */
export function logParts(page: Page): PartLog {
  const log: PartLog = { started: [], accepted: [], open: 0 };
  page.on("request", (request) => {
    const part = partOf(request.method(), request.url());
    if (part === null) return;
    log.started.push(part);
    log.open++;
  });
  page.on("requestfailed", (request) => {
    if (partOf(request.method(), request.url()) !== null) log.open--;
  });
  page.on("requestfinished", async (request) => {
    const part = partOf(request.method(), request.url());
    if (part === null) return;
    log.open--;
    if ((await request.response())?.ok()) log.accepted.push(part);
  });
  return log;
}
