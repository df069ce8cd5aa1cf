import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPatiently } from "./lateCode";

const browser = { onLine: true };

beforeEach(() => {
  vi.stubGlobal("navigator", browser);
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

describe("code that is loaded when a file is chosen", () => {
  it("is waited for without a network, and asked for again when that is back", async () => {
    browser.onLine = false;
    const load = vi.fn().mockRejectedValueOnce(new Error("no network")).mockResolvedValue("code");
    const onWait = vi.fn();
    const waits = new Promise<void>((resolve) => onWait.mockImplementation(resolve));
    const loaded = loadPatiently(load, onWait);
    await waits;
    expect(load).toHaveBeenCalledTimes(1);
    browser.onLine = true;
    window.dispatchEvent(new Event("online"));
    expect(await loaded).toBe("code");
    expect(onWait).toHaveBeenCalledTimes(1);
  });

  it("needs no network when it is here already", async () => {
    browser.onLine = false;
    const onWait = vi.fn();
    expect(await loadPatiently(async () => "code", onWait)).toBe("code");
    expect(onWait).not.toHaveBeenCalled();
  });
});
