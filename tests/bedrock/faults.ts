import { expect } from "vitest";
import {
  type Case,
  CLAUDE_45,
  CLAUDE_55,
  type Heard,
  json,
  MAX_TOKENS,
  speaks,
  standsIn,
  TIMEOUT_MS,
  UNKNOWN,
} from "./hear";
import { GOOD } from "./run";
import { byText, byTool, fails } from "./server";

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

/** What the service and the model can do instead of answering. */
export const FAULTS: readonly Case[] = [
  [
    "a model that refuses the shape it is asked in is asked once more in words",
    {
      model: CLAUDE_45,
      replies: [
        fails("ValidationException", 400, "outputConfig.textFormat: not supported"),
        byText(json(GOOD)),
      ],
    },
    speaks(2, ({ sent }) => {
      expect(sent[0]!.body.outputConfig).toBeDefined();
      expect(sent[1]!.body.outputConfig).toBeUndefined();
      expect(sent[1]!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
    }),
  ],
  [
    "a truncated answer is an error, however whole it looks, and is not asked for again",
    { model: CLAUDE_45, replies: [byText(json(GOOD), "max_tokens")] },
    standsIn("truncated", 1),
  ],
  [
    "a full context window is one too",
    { replies: [byText("", "model_context_window_exceeded")] },
    standsIn("truncated", 1),
  ],
  [
    "a content filter is a refusal",
    { replies: [byText("I cannot", "content_filtered")] },
    standsIn("refused", 1),
  ],
  [
    "a guardrail is a refusal",
    { replies: [byText("Blocked.", "guardrail_intervened")] },
    standsIn("refused", 1),
  ],
  [
    "a model's own refusal is one",
    { model: CLAUDE_55, replies: [byText("", "refusal")] },
    standsIn("refused", 1),
  ],
  [
    "throttling passes, and what was throttled costs nothing",
    { replies: [fails("ThrottlingException", 429), fails("ThrottlingException", 429), byTool(GOOD)] },
    speaks(3, ({ ledger, cost }) => {
      expect(ledger.map(({ outcome }) => outcome)).toEqual(["throttled", "throttled", "answered"]);
      expect([cost?.tokensIn, cost?.microUsd]).toEqual([1_000, 800]);
    }),
  ],
  [
    "throttling for ever ends after three calls",
    { replies: [fails("ThrottlingException", 429)] },
    standsIn("throttled", 3),
  ],
  [
    "a day's tokens used up are no throttling that passes",
    {
      replies: [
        fails("ThrottlingException", 429, "Too many tokens per day, please wait before trying again."),
      ],
    },
    standsIn("quota", 1),
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
  [
    "a question that is not accepted even in words is not asked again",
    { model: UNKNOWN, replies: [fails("ValidationException", 400, "Malformed input request")] },
    standsIn("invalid", 1),
  ],
  [
    "a retired model is gone",
    { replies: [fails("ValidationException", 400, "The provided model identifier is invalid.")] },
    standsIn("modelGone", 1),
  ],
  [
    "a model that wants an inference profile is as good as gone",
    {
      replies: [
        fails(
          "ValidationException",
          400,
          "Invocation of model ID x with on-demand throughput isn’t supported.",
        ),
      ],
    },
    standsIn("modelGone", 1),
  ],
  [
    "a model that was never there is gone",
    { replies: [fails("ResourceNotFoundException", 404)] },
    standsIn("modelGone", 1),
  ],
  [
    "a model the account has no access to is gone",
    {
      replies: [
        fails(
          "AccessDeniedException",
          403,
          "You don't have access to the model with the specified model ID.",
        ),
      ],
    },
    standsIn("modelGone", 1),
  ],
  [
    "a role that may not call models is told apart",
    {
      replies: [
        fails("AccessDeniedException", 403, "User is not authorized to perform: bedrock:InvokeModel"),
      ],
    },
    standsIn("denied", 1),
  ],
  [
    "a used up quota is not tried again",
    { replies: [fails("ServiceQuotaExceededException", 400)] },
    standsIn("quota", 1),
  ],
];
