import { describe, expect, it } from "vitest";
import { missingParts, partRange, sendParts } from "./parts";

const MB = 1024 * 1024;

describe("partRange and missingParts", () => {
  it("cover every byte of a file once", () => {
    for (const sizeBytes of [1, 8 * MB - 1, 8 * MB, 8 * MB + 1, 100 * MB + 17]) {
      const count = Math.ceil(sizeBytes / (8 * MB));
      let at = 0;
      for (let n = 1; n <= count; n++) {
        const { start, end } = partRange(n, 8 * MB, sizeBytes);
        expect(start).toBe(at);
        at = end;
      }
      expect(at).toBe(sizeBytes);
    }
  });

  it("list only parts that storage lacks or has with another size", () => {
    const uploaded = [
      { partNumber: 1, sizeBytes: 10 },
      { partNumber: 2, sizeBytes: 4 },
      { partNumber: 3, sizeBytes: 5 },
    ];
    expect(missingParts(3, 10, 25, uploaded)).toEqual([2]);
    expect(missingParts(3, 10, 25, [])).toEqual([1, 2, 3]);
  });
});

describe("sendParts", () => {
  const run = (overrides: Partial<Parameters<typeof sendParts>[0]> = {}) => {
    const log = { signed: [] as number[][], sent: [] as number[], most: 0 };
    let busy = 0;
    const done = sendParts({
      partNumbers: [1, 2, 4, 5, 6, 7, 9],
      connections: 3,
      fastPartMs: 1000,
      batch: 4,
      signal: new AbortController().signal,
      sign: async (numbers) => {
        log.signed.push(numbers);
        return new Map(numbers.map((n) => [n, `u${n}-${log.signed.length}`]));
      },
      send: async (n) => {
        log.most = Math.max(log.most, ++busy);
        await Promise.resolve();
        busy--;
        log.sent.push(n);
      },
      ...overrides,
    });
    return { done, log };
  };

  it("sends each part once over at most the given connections, signing each batch once", async () => {
    const { done, log } = run();
    await done;
    expect(log.sent.toSorted((a, b) => a - b)).toEqual([1, 2, 4, 5, 6, 7, 9]);
    expect(log.most).toBe(3);
    expect(log.signed).toEqual([
      [1, 2, 4, 5],
      [6, 7, 9],
    ]);
  });

  it("sends one part at a time when parts are slow", async () => {
    const { done, log } = run({ fastPartMs: 0 });
    await done;
    expect(log.most).toBe(1);
    expect(log.sent).toEqual([1, 2, 4, 5, 6, 7, 9]);
  });

  it("signs a part again when its URL has expired", async () => {
    const used: string[] = [];
    const { done, log } = run({
      send: async (n, url, signAgain) => {
        used.push(n === 2 ? await signAgain() : url);
      },
    });
    await done;
    expect(log.signed).toContainEqual([2]);
    expect(used).toContain(`u2-${log.signed.findIndex((numbers) => numbers.length === 1) + 1}`);
  });

  it("starts no part after a failure and rejects with it", async () => {
    const started: number[] = [];
    const { done } = run({
      connections: 1,
      send: async (n) => {
        started.push(n);
        if (n === 4) throw new Error("lost");
      },
    });
    await expect(done).rejects.toThrow("lost");
    expect(started).toEqual([1, 2, 4]);
  });

  it("starts no part after the signal fires and rejects with AbortError", async () => {
    const stop = new AbortController();
    const started: number[] = [];
    const { done } = run({
      connections: 1,
      signal: stop.signal,
      send: async (n) => {
        started.push(n);
        if (n === 2) stop.abort();
      },
    });
    await expect(done).rejects.toMatchObject({ name: "AbortError" });
    expect(started).toEqual([1, 2]);
  });
});
