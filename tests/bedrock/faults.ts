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

/** Calls that end in an error, a refusal or an early stop instead of an answer. */
export const FAULTS: readonly WireCase[] = [
  [
    "a model that refuses the schema parameter is asked once more with the schema in the prompt",
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
    "a truncated answer is an error even if it parses, and is not asked for again",
    { model: CLAUDE_45, replies: [byText(json(GOOD), "max_tokens")] },
    writtenByRules("truncated", 1),
  ],
  [
    "a tool call cut by the token limit is an error and its cost is counted",
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
    "an answer that the service reports as malformed is asked for once more",
    { replies: [byText("{", "malformed_model_output"), byTool(GOOD)] },
    writtenByModel(2),
  ],
  [
    "a tool call that the service reports as malformed is asked for once more",
    { replies: [byText("", "malformed_tool_use"), byText("", "malformed_tool_use")] },
    writtenByRules("malformed", 2),
  ],
  [
    "a throttled repair ends in a fallback, and the cost of the first answer is kept",
    { replies: [byText("no"), fails("ThrottlingException", 429)] },
    (result) => {
      expect(result.feedback.stoodInFor?.reason).toBe("throttled");
      expect([result.sent.length, result.cost?.tokensIn]).toEqual([4, 1_000]);
    },
  ],
  ["an answer without content is malformed", { replies: [{ json: {} }, byTool(GOOD)] }, writtenByModel(2)],
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
    "a refusal by the model is a refusal",
    { model: CLAUDE_55, replies: [byText("", "refusal")] },
    writtenByRules("refused", 1),
  ],
  [
    "a throttled call is tried again and costs nothing",
    { replies: [fails("ThrottlingException", 429), fails("ThrottlingException", 429), byTool(GOOD)] },
    writtenByModel(3, ({ calls, cost }) => {
      expect(calls.map(({ outcome }) => outcome)).toEqual(["throttled", "throttled", "answered"]);
      expect([cost?.tokensIn, cost?.microUsd]).toEqual([1_000, 800]);
    }),
  ],
  [
    "constant throttling ends after three calls",
    { replies: [fails("ThrottlingException", 429)] },
    writtenByRules("throttled", 3),
  ],
  [
    "a used-up daily token quota is not tried again",
    {
      replies: [
        fails("ThrottlingException", 429, "Too many tokens per day, please wait before trying again."),
      ],
    },
    writtenByRules("quota", 1),
  ],
  [
    "a question that is refused with the schema in the prompt is not asked again",
    { model: UNKNOWN, replies: [fails("ValidationException", 400, "Malformed input request")] },
    writtenByRules("invalid", 1),
  ],
  [
    "a retired model is reported as modelGone",
    { replies: [fails("ValidationException", 400, "The provided model identifier is invalid.")] },
    writtenByRules("modelGone", 1),
  ],
  [
    "a model that needs an inference profile is reported as modelGone",
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
    "a model that does not exist is reported as modelGone",
    { replies: [fails("ResourceNotFoundException", 404)] },
    writtenByRules("modelGone", 1),
  ],
  [
    "a model that the account has no access to is reported as modelGone",
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
    "a role without permission is reported as denied",
    {
      replies: [
        fails("AccessDeniedException", 403, "User is not authorized to perform: bedrock:InvokeModel"),
      ],
    },
    writtenByRules("denied", 1),
  ],
  [
    "an exceeded service quota is not tried again",
    { replies: [fails("ServiceQuotaExceededException", 400)] },
    writtenByRules("quota", 1),
  ],
];
