import { expect } from "vitest";
import { GOOD } from "./run";
import { byText, byTool, cutByTokens, fails } from "./server";
import {
  CLAUDE_45,
  CLAUDE_55,
  json,
  MAX_TOKENS,
  UNKNOWN,
  type WireCase,
  writtenByModel,
  writtenByRules,
} from "./write-feedback";

/** What the service and the model can say instead of answering. */
export const FAULTS: readonly WireCase[] = [
  [
    "a model that refuses the shape it is asked in is asked once more in words",
    {
      model: CLAUDE_45,
      replies: [
        fails("ValidationException", 400, "outputConfig.textFormat: not supported"),
        byText(json(GOOD)),
      ],
    },
    writtenByModel(2, ({ sent }) => {
      expect(sent[0]!.body.outputConfig).toBeDefined();
      expect(sent[1]!.body.outputConfig).toBeUndefined();
      expect(sent[1]!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
    }),
  ],
  [
    "a truncated answer is an error, however whole it looks, and is not asked for again",
    { model: CLAUDE_45, replies: [byText(json(GOOD), "max_tokens")] },
    writtenByRules("truncated", 1),
  ],
  [
    "a tool call that the token limit cut is an error, and what it cost is counted",
    { replies: [cutByTokens(GOOD)] },
    (result) => {
      writtenByRules("truncated", 1)(result);
      expect(result.calls[0]!.cost).toEqual({ tokensIn: 1_000, tokensOut: 200, microUsd: 800 });
    },
  ],
  [
    "an answer cut by a full context window is an error",
    { replies: [byText("", "model_context_window_exceeded")] },
    writtenByRules("truncated", 1),
  ],
  [
    "an answer that the service itself calls malformed is repaired once",
    { replies: [byText("{", "malformed_model_output"), byTool(GOOD)] },
    writtenByModel(2),
  ],
  [
    "a tool call that the service itself calls malformed is repaired once",
    { replies: [byText("", "malformed_tool_use"), byText("", "malformed_tool_use")] },
    writtenByRules("malformed", 2),
  ],
  [
    "a repair that finds the service busy ends like any call, and the first answer's cost is kept",
    { replies: [byText("no"), fails("ThrottlingException", 429)] },
    (result) => {
      expect(result.feedback.stoodInFor?.reason).toBe("throttled");
      expect([result.sent.length, result.cost?.tokensIn]).toEqual([4, 1_000]);
    },
  ],
  ["an answer with nothing in it is malformed", { replies: [{ json: {} }, byTool(GOOD)] }, writtenByModel(2)],
  [
    "a content filter is a refusal",
    { replies: [byText("I cannot", "content_filtered")] },
    writtenByRules("refused", 1),
  ],
  [
    "a guardrail is a refusal",
    { replies: [byText("Blocked.", "guardrail_intervened")] },
    writtenByRules("refused", 1),
  ],
  [
    "a model's own refusal is a refusal",
    { model: CLAUDE_55, replies: [byText("", "refusal")] },
    writtenByRules("refused", 1),
  ],
  [
    "throttling passes, and what was throttled costs nothing",
    { replies: [fails("ThrottlingException", 429), fails("ThrottlingException", 429), byTool(GOOD)] },
    writtenByModel(3, ({ calls, cost }) => {
      expect(calls.map(({ outcome }) => outcome)).toEqual(["throttled", "throttled", "answered"]);
      expect([cost?.tokensIn, cost?.microUsd]).toEqual([1_000, 800]);
    }),
  ],
  [
    "throttling for ever ends after three calls",
    { replies: [fails("ThrottlingException", 429)] },
    writtenByRules("throttled", 3),
  ],
  [
    "a day's tokens used up are no throttling that passes",
    {
      replies: [
        fails("ThrottlingException", 429, "Too many tokens per day, please wait before trying again."),
      ],
    },
    writtenByRules("quota", 1),
  ],
  [
    "a question that is not accepted even in words is not asked again",
    { model: UNKNOWN, replies: [fails("ValidationException", 400, "Malformed input request")] },
    writtenByRules("invalid", 1),
  ],
  [
    "a retired model is gone",
    { replies: [fails("ValidationException", 400, "The provided model identifier is invalid.")] },
    writtenByRules("modelGone", 1),
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
    writtenByRules("modelGone", 1),
  ],
  [
    "a model that was never there is gone",
    { replies: [fails("ResourceNotFoundException", 404)] },
    writtenByRules("modelGone", 1),
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
    writtenByRules("modelGone", 1),
  ],
  [
    "a role that may not call models is told apart",
    {
      replies: [
        fails("AccessDeniedException", 403, "User is not authorized to perform: bedrock:InvokeModel"),
      ],
    },
    writtenByRules("denied", 1),
  ],
  [
    "a used up quota is not tried again",
    { replies: [fails("ServiceQuotaExceededException", 400)] },
    writtenByRules("quota", 1),
  ],
];
