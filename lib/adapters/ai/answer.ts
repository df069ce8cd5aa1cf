import type { ConverseCommandOutput } from "@aws-sdk/client-bedrock-runtime";
import { AiError, type AiFault } from "./errors";

/** Stop reasons with an incomplete or refused answer. */
const UNUSABLE_STOP_REASONS: Record<string, AiFault> = {
  max_tokens: "truncated",
  model_context_window_exceeded: "truncated",
  guardrail_intervened: "refused",
  content_filtered: "refused",
  refusal: "refused",
  malformed_model_output: "malformed",
  malformed_tool_use: "malformed",
};

/** Returns the JSON of a tool call, or of a text that may surround it. @throws AiError */
export function readAnswer(output: ConverseCommandOutput, toolName: string): unknown {
  const blocks = output.output?.message?.content ?? [];
  const text = blocks.flatMap((block) => block.text ?? []).join("\n");
  const fault = UNUSABLE_STOP_REASONS[output.stopReason ?? ""];
  if (fault) throw new AiError(fault, `the model stopped: ${output.stopReason}`, { modelText: text });

  const calls = blocks.flatMap((block) => (block.toolUse?.name === toolName ? [block.toolUse.input] : []));
  if (calls.length > 1) {
    const modelText = JSON.stringify(calls[0]);
    throw new AiError("malformed", "the tool was called more than once", { modelText });
  }
  if (calls.length === 1) return typeof calls[0] === "string" ? parse(calls[0]) : calls[0];
  if (!text.trim()) throw new AiError("malformed", "the answer was empty");
  return parse(text);
}

function parse(text: string): unknown {
  const [from, to] = [text.indexOf("{"), text.lastIndexOf("}")];
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch (cause) {
    throw new AiError("malformed", "the answer was not one JSON object", { cause, modelText: text });
  }
}
