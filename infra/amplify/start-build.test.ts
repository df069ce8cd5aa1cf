import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

type Start = () => Promise<string>;
interface Time {
  pause(ms: number): Promise<void>;
  timeLeftMs(): number;
}
interface Module {
  startBuild(start: Start, time: Time): Promise<string>;
  handler(event: object, context: object): Promise<object>;
}
const file = resolve(import.meta.dirname, "start-build/index.mjs");
const { startBuild, handler }: Module = await import(/* @vite-ignore */ file);

const busy = () => Object.assign(new Error("429"), { name: "LimitExceededException" });

/** Amplify, busy for so many tries, and a clock on which only pauses take time. */
function amplify({ busyFor, leftMs }: { busyFor: number; leftMs: number }) {
  let tries = 0;
  let left = leftMs;
  const start: Start = async () => {
    tries += 1;
    if (tries <= busyFor) throw busy();
    return `job ${tries}`;
  };
  const time: Time = {
    pause: async (ms) => {
      left -= ms;
    },
    timeLeftMs: () => left,
  };
  return { start, time, tries: () => tries, left: () => left };
}

describe("the build of a deployment", () => {
  test("begins at once where nothing is being built", async () => {
    const { start, time, left } = amplify({ busyFor: 0, leftMs: 840_000 });
    expect(await startBuild(start, time)).toBe("job 1");
    expect(left()).toBe(840_000);
  });

  test("waits for the one under way, and is not dropped", async () => {
    const { start, time } = amplify({ busyFor: 20, leftMs: 840_000 });
    expect(await startBuild(start, time)).toBe("job 21");
  });

  test("fails in a sentence, while there is time to say so, when the one under way does not end", async () => {
    const { start, time, left } = amplify({ busyFor: Number.POSITIVE_INFINITY, leftMs: 840_000 });
    await expect(startBuild(start, time)).rejects.toThrow(/still building another commit.*deploy again/);
    expect(left()).toBeGreaterThanOrEqual(30_000);
  });

  test("does not try again what Amplify refuses for another reason", async () => {
    const denied = Object.assign(new Error("no"), { name: "UnauthorizedException" });
    const { time } = amplify({ busyFor: 0, leftMs: 840_000 });
    await expect(startBuild(() => Promise.reject(denied), time)).rejects.toBe(denied);
  });

  test("has nothing to take back when its resource is deleted", async () => {
    const event = { RequestType: "Delete", ResourceProperties: { appId: "d1", branchName: "main" } };
    expect(await handler(event, {})).toEqual({ PhysicalResourceId: "build" });
  });
});
