import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

type StartJob = () => Promise<string>;
interface Clock {
  pause(ms: number): Promise<void>;
  timeLeftMs(): number;
}
interface StartBuildModule {
  startBuild(start: StartJob, time: Clock): Promise<string>;
  handler(event: object, context: object): Promise<object>;
}
const file = resolve(import.meta.dirname, "start-build/index.mjs");
const { startBuild, handler }: StartBuildModule = await import(/* @vite-ignore */ file);

const busy = () => Object.assign(new Error("429"), { name: "LimitExceededException" });

/** A fake Amplify that rejects the first attempts, and a clock on which only pauses take time. */
function amplify({ rejections, leftMs }: { rejections: number; leftMs: number }) {
  let attempts = 0;
  let left = leftMs;
  const start: StartJob = async () => {
    attempts += 1;
    if (attempts <= rejections) throw busy();
    return `job ${attempts}`;
  };
  const time: Clock = {
    pause: async (ms) => {
      left -= ms;
    },
    timeLeftMs: () => left,
  };
  return { start, time, attempts: () => attempts, left: () => left };
}

describe("startBuild", () => {
  test("starts at once when no build is in progress", async () => {
    const { start, time, left } = amplify({ rejections: 0, leftMs: 840_000 });
    expect(await startBuild(start, time)).toBe("job 1");
    expect(left()).toBe(840_000);
  });

  test("retries until the build in progress ends", async () => {
    const { start, time } = amplify({ rejections: 20, leftMs: 840_000 });
    expect(await startBuild(start, time)).toBe("job 21");
  });

  test("throws before the timeout when the build in progress does not end", async () => {
    const { start, time, left } = amplify({ rejections: Number.POSITIVE_INFINITY, leftMs: 840_000 });
    await expect(startBuild(start, time)).rejects.toThrow(/still building another commit.*deploy again/);
    expect(left()).toBeGreaterThanOrEqual(30_000);
  });

  test("does not retry another error", async () => {
    const denied = Object.assign(new Error("no"), { name: "UnauthorizedException" });
    const { time } = amplify({ rejections: 0, leftMs: 840_000 });
    await expect(startBuild(() => Promise.reject(denied), time)).rejects.toBe(denied);
  });

  test("returns the physical id when the resource is deleted", async () => {
    const event = { RequestType: "Delete", ResourceProperties: { appId: "d1", branchName: "main" } };
    expect(await handler(event, {})).toEqual({ PhysicalResourceId: "build" });
  });
});
