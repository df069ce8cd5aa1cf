import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { analyzeOne } from "./analyze-one";
import { Lease } from "./lease";

const leaseUnder = (outer: AbortSignal) => new Lease(randomUUID(), randomUUID(), outer);

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

it("is not even asked for by a worker that is stopping, so that no attempt is used up", async () => {
  expect(await analyzeOne(randomUUID(), { signal: AbortSignal.abort() })).toBe("retry");
});
