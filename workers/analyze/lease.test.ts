import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { env } from "@/lib/env";
import { analyzeOne } from "./analyze-one";
import { Stalled } from "./fault";
import { Lease } from "./lease";

const leaseUnder = (outer: AbortSignal) => new Lease(randomUUID(), randomUUID(), { signal: outer });

it("aborts the work when the worker shuts down, also when that happened before the work started", () => {
  const stopping = new AbortController();
  const during = leaseUnder(stopping.signal);
  expect(during.signal.aborted).toBe(false);
  stopping.abort("stop");
  const after = leaseUnder(stopping.signal);
  expect([during.signal.reason, after.signal.reason]).toEqual(["stop", "stop"]);
  for (const lease of [during, after]) lease.stop();
});

it("does not abort after the work is done", () => {
  const stopping = new AbortController();
  const lease = leaseUnder(stopping.signal);
  lease.stop();
  stopping.abort();
  expect(lease.signal.aborted).toBe(false);
});

it("aborts as stalled when the work makes no progress, and reports it once", async () => {
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
  lease.stop();
});

it("is not claimed by a worker that shuts down", async () => {
  expect(await analyzeOne(randomUUID(), { signal: AbortSignal.abort() })).toBe("retry");
});
