import { expect } from "vitest";
import { GOOD } from "./run";
import { byTool, fails, withoutUsage } from "./server";
import {
  MAX_TOKENS,
  TIMEOUT_MS,
  type WireCase,
  type WireResult,
  writtenByModel,
  writtenByRules,
} from "./write-feedback";

const NOTHING = { tokensIn: 0, tokensOut: 0, microUsd: 0 };

const costsNothing = ({ calls, cost }: WireResult) => {
  for (const call of calls) expect(call.cost).toEqual(NOTHING);
  expect(cost).toMatchObject(NOTHING);
};

/** Asserts a fallback after three tries, none of which reached the service. */
const neverReached = (result: WireResult) => {
  expect(result.feedback.stoodInFor?.reason).toBe("unavailable");
  expect([result.sent.length, result.calls.length]).toEqual([0, 3]);
  costsNothing(result);
};

/** Failed calls: their retries and their cost. */
export const OUTAGES: readonly WireCase[] = [
  [
    "an answer without token usage counts at its highest cost",
    { replies: [withoutUsage(byTool(GOOD))] },
    writtenByModel(1, ({ calls: [entry], cost }) => {
      expect(entry!.cost).toBeNull();
      expect(cost?.microUsd).toBe(entry!.highest.microUsd);
    }),
  ],
  [
    "an HTML page instead of an answer is an unavailable service and counts at its highest cost",
    { replies: [{ page: 200 }] },
    (result) => {
      writtenByRules("unavailable", 3)(result);
      for (const call of result.calls) expect(call.cost).toBeNull();
    },
  ],
  [
    "an internal service error is tried again and counts at its highest cost",
    { replies: [fails("InternalServerException", 500), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "unavailable", cost: null })),
  ],
  [
    "an unavailable service ends after three calls that cost nothing",
    { replies: [fails("ServiceUnavailableException", 503)] },
    (result) => {
      writtenByRules("unavailable", 3)(result);
      costsNothing(result);
    },
  ],
  [
    "a model that is not ready is tried again and costs nothing",
    { replies: [fails("ModelNotReadyException", 429), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]!.cost).toEqual(NOTHING)),
  ],
  [
    "a model timeout is tried again and counts at its highest cost",
    { replies: [fails("ModelTimeoutException", 408), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "timedOut", cost: null })),
  ],
  [
    "an internal model error is tried again",
    { replies: [fails("ModelErrorException", 424), byTool(GOOD)] },
    writtenByModel(2),
  ],
  [
    "a service that never answers takes at most two timeouts and counts at its highest cost",
    { replies: [{ hang: true }] },
    (result) => {
      const { feedback, calls, tookMs, cost } = result;
      expect(feedback.stoodInFor?.reason).toBe("timedOut");
      expect(tookMs).toBeLessThan(2 * TIMEOUT_MS + 400);
      expect(calls.length).toBeLessThanOrEqual(2);
      for (const call of calls) expect([call.outcome, call.cost]).toEqual(["timedOut", null]);
      expect(cost?.tokensOut).toBe(calls.length * MAX_TOKENS);
      expect(cost?.microUsd).toBe(calls.reduce((sum, { highest }) => sum + highest.microUsd, 0));
    },
  ],
  [
    "a connection closed within an answer is tried again and counts at its highest cost",
    { replies: [{ cut: true }, byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "unavailable", cost: null })),
  ],
  [
    "a connection reset before an answer is tried again and counts at its highest cost",
    { replies: [{ reset: true }, byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "unavailable", cost: null })),
  ],
  [
    "a service that refuses connections ends after three tries that cost nothing",
    { away: true, replies: [] },
    neverReached,
  ],
  [
    "a gateway error is an unavailable service and costs nothing only with status 503",
    { replies: [{ page: 503 }, { page: 502 }, byTool(GOOD)] },
    writtenByModel(3, ({ calls }) => {
      expect(calls.map(({ outcome }) => outcome)).toEqual(["unavailable", "unavailable", "answered"]);
      expect(calls.slice(0, 2).map((call) => call.cost)).toEqual([NOTHING, null]);
    }),
  ],
  [
    "expired credentials are tried again and cost nothing",
    { replies: [fails("ExpiredTokenException", 403), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]!.cost).toEqual(NOTHING)),
  ],
];
