import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadWithRetry } from "./loadWithRetry";

const browser = { onLine: true };

beforeEach(() => {
  vi.stubGlobal("navigator", browser);
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

describe("loadWithRetry", () => {
  it("waits without a network and loads again when it is back", async () => {
    browser.onLine = false;
    const load = vi.fn().mockRejectedValueOnce(new Error("no network")).mockResolvedValue("code");
    const onWait = vi.fn();
    const waits = new Promise<void>((resolve) => onWait.mockImplementation(resolve));
    const loaded = loadWithRetry(load, onWait);
    await waits;
    expect(load).toHaveBeenCalledTimes(1);
    browser.onLine = true;
    window.dispatchEvent(new Event("online"));
    expect(await loaded).toBe("code");
    expect(onWait).toHaveBeenCalledTimes(1);
  });

  it("needs no network for a module that is loaded", async () => {
    browser.onLine = false;
    const onWait = vi.fn();
    expect(await loadWithRetry(async () => "code", onWait)).toBe("code");
    expect(onWait).not.toHaveBeenCalled();
  });
});
