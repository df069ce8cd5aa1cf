import { expect } from "vitest";
import { type Case, type Heard, MAX_TOKENS, speaks, standsIn, TIMEOUT_MS } from "./hear";
import { GOOD } from "./run";
import { byTool, fails, unpriced } from "./server";

const NOTHING = { tokensIn: 0, tokensOut: 0, microUsd: 0 };

const costsNothing = ({ ledger, cost }: Heard) => {
  for (const { spend } of ledger) expect(spend).toEqual(NOTHING);
  expect(cost).toMatchObject(NOTHING);
};

/** The rules stand in after three tries, none of which came to the service. */
const neverHeard = (heard: Heard) => {
  expect(heard.feedback.stoodInFor?.reason).toBe("unavailable");
  expect([heard.sent.length, heard.ledger.length]).toEqual([0, 3]);
  costsNothing(heard);
};

/** What can happen to a call on its way to the model and in it, whether it is tried again, and what it counts as. */
export const OUTAGES: readonly Case[] = [
  [
    "an answer that does not say what it cost counts as the most it can have cost",
    { replies: [unpriced(byTool(GOOD))] },
    speaks(1, ({ ledger: [entry], cost }) => {
      expect(entry!.spend).toBeNull();
      expect(cost?.microUsd).toBe(entry!.atMost.microUsd);
    }),
  ],
  [
    "a page where an answer should be is a service that stays away, and counts as the most it can have cost",
    { replies: [{ page: 200 }] },
    (heard) => {
      standsIn("unavailable", 3)(heard);
      for (const { spend } of heard.ledger) expect(spend).toBeNull();
    },
  ],
  [
    "an error inside the service passes, and counts as the most it can have cost",
    { replies: [fails("InternalServerException", 500), byTool(GOOD)] },
    speaks(2, ({ ledger }) => expect(ledger[0]).toMatchObject({ outcome: "unavailable", spend: null })),
  ],
  [
    "a service that stays away ends after three calls, and however long it does costs nothing",
    { replies: [fails("ServiceUnavailableException", 503)] },
    (heard) => {
      standsIn("unavailable", 3)(heard);
      costsNothing(heard);
    },
  ],
  [
    "a model that is not ready yet may be a moment later, and costs nothing until then",
    { replies: [fails("ModelNotReadyException", 429), byTool(GOOD)] },
    speaks(2, ({ ledger }) => expect(ledger[0]!.spend).toEqual(NOTHING)),
  ],
  [
    "a model that ran out of time is asked again, and counts as the most it can have cost",
    { replies: [fails("ModelTimeoutException", 408), byTool(GOOD)] },
    speaks(2, ({ ledger }) => expect(ledger[0]).toMatchObject({ outcome: "timedOut", spend: null })),
  ],
  [
    "a model that failed within is asked again",
    { replies: [fails("ModelErrorException", 424), byTool(GOOD)] },
    speaks(2),
  ],
  [
    "a silent service costs two timeouts at most, and what it may have cost is counted",
    { replies: [{ hang: true }] },
    (heard) => {
      const { feedback, ledger, tookMs, cost } = heard;
      expect(feedback.stoodInFor?.reason).toBe("timedOut");
      expect(tookMs).toBeLessThan(2 * TIMEOUT_MS + 400);
      expect(ledger.length).toBeLessThanOrEqual(2);
      for (const { outcome, spend } of ledger) expect([outcome, spend]).toEqual(["timedOut", null]);
      expect(cost?.tokensOut).toBe(ledger.length * MAX_TOKENS);
      expect(cost?.microUsd).toBe(ledger.reduce((sum, { atMost }) => sum + atMost.microUsd, 0));
    },
  ],
  [
    "a connection cut in the middle of an answer is tried again, and counts as the most it can have cost",
    { replies: [{ cut: true }, byTool(GOOD)] },
    speaks(2, ({ ledger }) => expect(ledger[0]).toMatchObject({ outcome: "unavailable", spend: null })),
  ],
  [
    "a connection reset before the answer began is tried again, and counts as the most it can have cost",
    { replies: [{ reset: true }, byTool(GOOD)] },
    speaks(2, ({ ledger }) => expect(ledger[0]).toMatchObject({ outcome: "unavailable", spend: null })),
  ],
  [
    "a service that refuses connections ends after three tries that cost nothing",
    { away: true, replies: [] },
    neverHeard,
  ],
  [
    "a gateway's own words are a service that stays away, and cost nothing only where it says so",
    { replies: [{ page: 503 }, { page: 502 }, byTool(GOOD)] },
    speaks(3, ({ ledger }) => {
      expect(ledger.map(({ outcome }) => outcome)).toEqual(["unavailable", "unavailable", "answered"]);
      expect(ledger.slice(0, 2).map(({ spend }) => spend)).toEqual([NOTHING, null]);
    }),
  ],
  [
    "credentials that ran out are tried again and cost nothing",
    { replies: [fails("ExpiredTokenException", 403), byTool(GOOD)] },
    speaks(2, ({ ledger }) => expect(ledger[0]!.spend).toEqual(NOTHING)),
  ],
];
