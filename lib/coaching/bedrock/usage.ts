import { AiError, type CallRecorder, type QuestionPart, type TokenUsage } from "@/lib/adapters/ai";
import type { CoachingCost, StandInReason } from "@/lib/analyses/schema";
import { log } from "@/lib/log";
import { count } from "@/lib/telemetry/metrics";
import type { CallCost, ModelBudget } from "../budget";
import type { BedrockSettings } from "../settings";

export class ModelFeedbackError extends Error {
  constructor(
    readonly reason: StandInReason,
    options?: { cause?: unknown },
  ) {
    super(`the model wrote no feedback: ${reason}`, options);
    this.name = "ModelFeedbackError";
  }
}

/** Upper estimates: few characters for a token, and images as the costlier models count them. */
const CHARACTERS_PER_TOKEN = 3;
const TOKENS_PER_STILL = 1_600;
const TOKENS_PER_CLIP = 100_000;

type Prices = Pick<BedrockSettings, "usdPerMTokIn" | "usdPerMTokOut">;

/** US dollars for a million tokens are micro dollars for one. */
const costOf = ({ tokensIn, tokensOut }: TokenUsage, prices: Prices): CallCost => ({
  tokensIn,
  tokensOut,
  microUsd: Math.ceil(tokensIn * prices.usdPerMTokIn + tokensOut * prices.usdPerMTokOut),
});

/**
 * Returns the highest cost of a question: its parts and `fixedCharacters` as input, `maxTokens` as output.
 */
export function highestCostOf(
  parts: readonly QuestionPart[],
  fixedCharacters: number,
  settings: Prices & Pick<BedrockSettings, "maxTokens">,
): CallCost {
  const tokens = parts.map((part) => {
    if ("text" in part) return part.text.length / CHARACTERS_PER_TOKEN;
    return "jpeg" in part ? TOKENS_PER_STILL : TOKENS_PER_CLIP;
  });
  const tokensIn = Math.ceil(tokens.reduce((sum, one) => sum + one, fixedCharacters / CHARACTERS_PER_TOKEN));
  return costOf({ tokensIn, tokensOut: settings.maxTokens }, settings);
}

/** Sums the cost of the calls for one feedback, and records each in the budget. */
export class UsageCounter {
  private readonly startedAt = performance.now();
  private calls = 0;
  private sum: CallCost = { tokensIn: 0, tokensOut: 0, microUsd: 0 };
  ungroundedSentences = 0;
  ungroundedFacts = 0;

  constructor(
    private readonly settings: Pick<BedrockSettings, "modelId" | "monthlyUsd"> & Prices,
    private readonly budget: ModelBudget,
  ) {}

  /** Returns a recorder for the calls of one question, each of which costs at most `highest`. */
  recorder(highest: CallCost): CallRecorder {
    return {
      begin: () => this.reserve(highest),
      end: async (callId, { outcome, usage, latencyMs }) => {
        const cost = usage && costOf(usage, this.settings);
        this.add(cost ?? highest);
        await this.budget.settle(callId, { outcome, cost, latencyMs }).catch((error: unknown) => {
          // The reserved amount stays in the sum, so the limit holds.
          log.error({ callId, err: error }, "model call cost could not be stored");
        });
      },
    };
  }

  private async reserve(highest: CallCost): Promise<string> {
    let callId: string | null;
    const { modelId, monthlyUsd } = this.settings;
    try {
      callId = await this.budget.reserve({ modelId, highest, monthlyUsd });
    } catch (cause) {
      throw new ModelFeedbackError("unaccounted", { cause });
    }
    if (callId === null) throw new ModelFeedbackError("spent");
    this.calls++;
    return callId;
  }

  private add({ tokensIn, tokensOut, microUsd }: CallCost): void {
    this.sum = {
      tokensIn: this.sum.tokensIn + tokensIn,
      tokensOut: this.sum.tokensOut + tokensOut,
      microUsd: this.sum.microUsd + microUsd,
    };
  }

  /** Returns the sum and reports it as CloudWatch metrics; called once. */
  total(outcome: CoachingCost["outcome"]): CoachingCost {
    const latencyMs = Math.round(performance.now() - this.startedAt);
    const { ungroundedSentences, ungroundedFacts } = this;
    count("CoachingTokensIn", this.sum.tokensIn);
    count("CoachingTokensOut", this.sum.tokensOut);
    count("CoachingMicroUsd", this.sum.microUsd);
    count("CoachingMs", latencyMs);
    if (ungroundedSentences > 0) count("CoachingUngrounded", ungroundedSentences);
    return {
      modelId: this.settings.modelId,
      outcome,
      calls: this.calls,
      ...this.sum,
      latencyMs,
      ungroundedSentences,
      ungroundedFacts,
    };
  }
}

export function failureOf(error: unknown): ModelFeedbackError {
  if (error instanceof ModelFeedbackError) return error;
  if (error instanceof AiError) return new ModelFeedbackError(error.fault, { cause: error });
  return new ModelFeedbackError("unavailable", { cause: error });
}
