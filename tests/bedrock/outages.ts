import { expect } from "vitest";
import { GOOD } from "./run";
import { byTool, fails, unpriced } from "./server";
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

/** The rules stand in after three tries, none of which came to the service. */
const neverHeard = (result: WireResult) => {
  expect(result.feedback.stoodInFor?.reason).toBe("unavailable");
  expect([result.sent.length, result.calls.length]).toEqual([0, 3]);
  costsNothing(result);
};

/** What can happen to a call on its way to the model and in it, whether it is tried again, and what it counts as. */
export const OUTAGES: readonly WireCase[] = [
  [
    "an answer that does not say what it cost counts as the most it can have cost",
    { replies: [unpriced(byTool(GOOD))] },
    writtenByModel(1, ({ calls: [entry], cost }) => {
      expect(entry!.cost).toBeNull();
      expect(cost?.microUsd).toBe(entry!.highest.microUsd);
    }),
  ],
  [
    "a page where an answer should be is a service that stays away, and counts as the most it can have cost",
    { replies: [{ page: 200 }] },
    (result) => {
      writtenByRules("unavailable", 3)(result);
      for (const call of result.calls) expect(call.cost).toBeNull();
    },
  ],
  [
    "an error inside the service passes, and counts as the most it can have cost",
    { replies: [fails("InternalServerException", 500), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "unavailable", cost: null })),
  ],
  [
    "a service that stays away ends after three calls, and however long it does costs nothing",
    { replies: [fails("ServiceUnavailableException", 503)] },
    (result) => {
      writtenByRules("unavailable", 3)(result);
      costsNothing(result);
    },
  ],
  [
    "a model that is not ready yet may be a moment later, and costs nothing until then",
    { replies: [fails("ModelNotReadyException", 429), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]!.cost).toEqual(NOTHING)),
  ],
  [
    "a model that ran out of time is asked again, and counts as the most it can have cost",
    { replies: [fails("ModelTimeoutException", 408), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "timedOut", cost: null })),
  ],
  [
    "a model that failed within is asked again",
    { replies: [fails("ModelErrorException", 424), byTool(GOOD)] },
    writtenByModel(2),
  ],
  [
    "a silent service costs two timeouts at most, and what it may have cost is counted",
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
    "a connection cut in the middle of an answer is tried again, and counts as the most it can have cost",
    { replies: [{ cut: true }, byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "unavailable", cost: null })),
  ],
  [
    "a connection reset before the answer began is tried again, and counts as the most it can have cost",
    { replies: [{ reset: true }, byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]).toMatchObject({ outcome: "unavailable", cost: null })),
  ],
  [
    "a service that refuses connections ends after three tries that cost nothing",
    { away: true, replies: [] },
    neverHeard,
  ],
  [
    "a gateway's own words are a service that stays away, and cost nothing only where it says so",
    { replies: [{ page: 503 }, { page: 502 }, byTool(GOOD)] },
    writtenByModel(3, ({ calls }) => {
      expect(calls.map(({ outcome }) => outcome)).toEqual(["unavailable", "unavailable", "answered"]);
      expect(calls.slice(0, 2).map((call) => call.cost)).toEqual([NOTHING, null]);
    }),
  ],
  [
    "credentials that ran out are tried again and cost nothing",
    { replies: [fails("ExpiredTokenException", 403), byTool(GOOD)] },
    writtenByModel(2, ({ calls }) => expect(calls[0]!.cost).toEqual(NOTHING)),
  ],
];
