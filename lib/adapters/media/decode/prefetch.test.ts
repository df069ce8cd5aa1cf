import { expect, it } from "vitest";
import { prefetch } from "./prefetch";

const counting = (limit: number, made: number[], error?: Error) =>
  (async function* () {
    for (let i = 1; i <= limit; i++) {
      made.push(i);
      yield i;
    }
    if (error) throw error;
  })();

const settle = () => new Promise((resolve) => setImmediate(resolve));

it("yields every item in order", async () => {
  const seen: number[] = [];
  for await (const item of prefetch(counting(50, []), 4, () => {})) seen.push(item);
  expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

it("stays ahead of a slow consumer by at most the limit", async () => {
  const made: number[] = [];
  let consumed = 0;
  for await (const _ of prefetch(counting(30, made), 3, () => {})) {
    consumed++;
    await settle();
    expect(made.length).toBeLessThanOrEqual(consumed + 4);
    if (consumed === 5) expect(made.length).toBeGreaterThan(consumed);
  }
  expect(consumed).toBe(30);
});

it("discards the remaining items and closes the source when the consumer stops", async () => {
  const discarded: number[] = [];
  const made: number[] = [];
  for await (const item of prefetch(counting(1000, made), 3, (left) => discarded.push(left))) {
    if (item === 2) break;
  }
  expect([1, 2, ...discarded].sort((a, b) => a - b)).toEqual(made);
  expect(made.length).toBeLessThan(10);
});

it("throws an error of the source after the items before it", async () => {
  const seen: number[] = [];
  const read = async () => {
    for await (const item of prefetch(counting(3, [], new Error("broken")), 2, () => {})) seen.push(item);
  };
  await expect(read()).rejects.toThrow("broken");
  expect(seen).toEqual([1, 2, 3]);
});
