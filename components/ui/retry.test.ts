import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backoffMs, withRetry } from "./retry";

const browser = { onLine: true };

beforeEach(() => {
  browser.onLine = true;
  vi.stubGlobal("navigator", browser);
  vi.stubGlobal("window", new EventTarget());
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const unreachable = new Error("unreachable");
const refused = new Error("refused");
const isTransient = (error: unknown) => error === unreachable;
const signal = () => new AbortController().signal;

describe("withRetry", () => {
  it("doubles the delay up to 20 seconds", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 2000].map((attempt) => backoffMs(attempt, 0));
    expect(waits).toEqual([800, 1600, 3200, 6400, 12_800, 20_000, 20_000, 20_000]);
    expect(backoffMs(3, 1)).toBe(2400);
  });

  it("keeps retrying for an hour while the browser reports a network that does not answer", async () => {
    const startedMs = Date.now();
    const onTransientError = vi.fn();
    const task = async () => {
      if (Date.now() - startedMs < 3_600_000) throw unreachable;
      return "sent";
    };
    const sent = withRetry(task, { signal: signal(), isTransient, onTransientError });
    await vi.advanceTimersByTimeAsync(3_600_000 + 20_000);
    expect(await sent).toBe("sent");
    expect(onTransientError.mock.calls.length).toBeGreaterThan(180);
  });

  it("does not repeat a request that is refused", async () => {
    const task = vi.fn().mockRejectedValue(refused);
    await expect(withRetry(task, { signal: signal(), isTransient })).rejects.toBe(refused);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it("waits without a network for an hour and continues as soon as it is back", async () => {
    browser.onLine = false;
    const task = vi.fn().mockResolvedValue("sent");
    const onTransientError = vi.fn();
    const sent = withRetry(task, { signal: signal(), isTransient, onTransientError });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(task).not.toHaveBeenCalled();
    browser.onLine = true;
    window.dispatchEvent(new Event("online"));
    expect(await sent).toBe("sent");
    expect(onTransientError).not.toHaveBeenCalled();
  });

  it("rejects with AbortError when the signal fires during a delay", async () => {
    const stop = new AbortController();
    const task = vi.fn().mockRejectedValue(unreachable);
    const sent = withRetry(task, { signal: stop.signal, isTransient });
    const ended = expect(sent).rejects.toMatchObject({ name: "AbortError" });
    await vi.advanceTimersByTimeAsync(100);
    stop.abort();
    await ended;
  });
});
