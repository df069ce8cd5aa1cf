import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { env } from "@/lib/env";
import { analyzeOne } from "./analyze-one";
import { Stalled } from "./fault";
import { Lease } from "./lease";

const leaseUnder = (outer: AbortSignal) => new Lease(randomUUID(), randomUUID(), { signal: outer });

it("ends the work when the worker is told to stop, also when that was before the work began", () => {
  const stopping = new AbortController();
  const during = leaseUnder(stopping.signal);
  expect(during.signal.aborted).toBe(false);
  stopping.abort("stop");
  const after = leaseUnder(stopping.signal);
  expect([during.signal.reason, after.signal.reason]).toEqual(["stop", "stop"]);
  for (const lease of [during, after]) lease.release();
});

it("listens no longer once the work is done", () => {
  const stopping = new AbortController();
  const lease = leaseUnder(stopping.signal);
  lease.release();
  stopping.abort();
  expect(lease.signal.aborted).toBe(false);
});

it("is given up when the work has not moved for long, and says so once", async () => {
  const stalls: number[] = [];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const lease = new Lease(randomUUID(), randomUUID(), {
    stalledAfterMs: 0,
    onStalled: () => stalls.push(1),
  });
  await vi.advanceTimersByTimeAsync(env.ANALYSIS_LEASE_S * 1000 * 3);
  vi.useRealTimers();
  expect(stalls).toEqual([1]);
  expect(lease.signal.reason).toBeInstanceOf(Stalled);
  lease.release();
});

it("is not even asked for by a worker that is stopping, so that no attempt is used up", async () => {
  expect(await analyzeOne(randomUUID(), { signal: AbortSignal.abort() })).toBe("retry");
});
