import { AiError, type Meter, type Part, type Usage } from "@/lib/adapters/ai";
import type { CoachCost, StandInReason } from "@/lib/analyses/schema";
import { log } from "@/lib/log";
import { count } from "@/lib/telemetry/metrics";

/** US dollars for a million tokens, which is micro dollars for one. */
export interface Prices {
  usdPerMTokIn: number;
  usdPerMTokOut: number;
}

export interface Spend extends Usage {
  microUsd: number;
}

/**
 * Where every call to a model is written down before it is made. What an open call may cost at most counts as spent until it
 * is closed, so that one whose worker died, or whose answer never came, is not forgotten.
 */
export interface Ledger {
  /** A name for the call, or null when the month's money is spent. */
  open(call: { modelId: string; atMost: Spend }): Promise<string | null>;
  /** `spend` is null when nobody knows: what was noted at the opening stands. */
  close(call: string, end: { outcome: string; spend: Spend | null; latencyMs: number }): Promise<void>;
}

/** Why there is no feedback by the model. */
export class CoachFailed extends Error {
  constructor(
    readonly reason: StandInReason,
    options?: { cause?: unknown },
  ) {
    super(`the model wrote no feedback: ${reason}`, options);
    this.name = "CoachFailed";
  }
}

/** Few letters a token, and a still as the costlier models count it, so that the guess is rather too high. */
const LETTERS_A_TOKEN = 3;
const TOKENS_A_STILL = 1_600;
const TOKENS_A_CLIP = 100_000;

const priceOf = ({ tokensIn, tokensOut }: Usage, prices: Prices): Spend => ({
  tokensIn,
  tokensOut,
  microUsd: Math.ceil(tokensIn * prices.usdPerMTokIn + tokensOut * prices.usdPerMTokOut),
});

/** The most that a question can cost: its parts and `fixedLetters` around them read, `maxTokens` written. An upper estimate. */
export function atMostOf(
  parts: readonly Part[],
  fixedLetters: number,
  maxTokens: number,
  prices: Prices,
): Spend {
  const tokens = parts.map((part) => {
    if ("text" in part) return part.text.length / LETTERS_A_TOKEN;
    return "jpeg" in part ? TOKENS_A_STILL : TOKENS_A_CLIP;
  });
  const tokensIn = Math.ceil(tokens.reduce((sum, one) => sum + one, fixedLetters / LETTERS_A_TOKEN));
  return priceOf({ tokensIn, tokensOut: maxTokens }, prices);
}

/** Adds up what asking for one feedback costs, whatever comes of it. */
export class Tally {
  private readonly startedAt = performance.now();
  private calls = 0;
  private spent: Spend = { tokensIn: 0, tokensOut: 0, microUsd: 0 };
  ungroundedSentences = 0;
  ungroundedFacts = 0;

  constructor(
    private readonly modelId: string,
    private readonly prices: Prices,
    private readonly ledger: Ledger,
  ) {}

  /** Pays for one question, each of its calls. */
  meter(atMost: Spend): Meter {
    return {
      open: () => this.open(atMost),
      close: async (call, { outcome, usage, latencyMs }) => {
        const spend = usage && priceOf(usage, this.prices);
        this.add(spend ?? atMost);
        await this.ledger.close(call, { outcome, spend, latencyMs }).catch((error: unknown) => {
          // The opening's guess stays in the sum, so the limit holds; the answer is worth keeping.
          log.error({ call, err: error }, "what a call to the model cost could not be noted");
        });
      },
    };
  }

  private async open(atMost: Spend): Promise<string> {
    let call: string | null;
    try {
      call = await this.ledger.open({ modelId: this.modelId, atMost });
    } catch (cause) {
      throw new CoachFailed("unaccounted", { cause });
    }
    if (call === null) throw new CoachFailed("spent");
    this.calls++;
    return call;
  }

  private add({ tokensIn, tokensOut, microUsd }: Spend): void {
    this.spent = {
      tokensIn: this.spent.tokensIn + tokensIn,
      tokensOut: this.spent.tokensOut + tokensOut,
      microUsd: this.spent.microUsd + microUsd,
    };
  }

  /** The sum, told to the measures too; once, at the end. */
  read(outcome: CoachCost["outcome"]): CoachCost {
    const latencyMs = Math.round(performance.now() - this.startedAt);
    const { ungroundedSentences, ungroundedFacts } = this;
    count("CoachTokensIn", this.spent.tokensIn);
    count("CoachTokensOut", this.spent.tokensOut);
    count("CoachMicroUsd", this.spent.microUsd);
    count("CoachMs", latencyMs);
    if (ungroundedSentences > 0) count("CoachUngrounded", ungroundedSentences);
    return {
      modelId: this.modelId,
      outcome,
      calls: this.calls,
      ...this.spent,
      latencyMs,
      ungroundedSentences,
      ungroundedFacts,
    };
  }
}

/** Why the rules stand in, for whatever went wrong on the way to an answer. */
export function failureOf(error: unknown): CoachFailed {
  if (error instanceof CoachFailed) return error;
  if (error instanceof AiError) return new CoachFailed(error.fault, { cause: error });
  return new CoachFailed("unavailable", { cause: error });
}
