import type { ModelSettings } from "@/lib/adapters/ai";
import type { Env } from "@/lib/env";
import type { Prices } from "./bedrock";

export interface BedrockSettings {
  model: ModelSettings;
  prices: Prices;
  monthlyUsd: number;
  /** Hands the clip itself to models that take it: faces, place and sound with it. */
  video: boolean;
}

/** Who coaches in this deployment. `bedrock: null`: wanted, but not set up; `missing` says what. */
export type CoachSettings =
  | { engine: "rules" }
  | { engine: "bedrock"; bedrock: BedrockSettings; missing: [] }
  | { engine: "bedrock"; bedrock: null; missing: string[] };

/** A model whose price nobody told is not asked, since its spending could not be limited. */
export function coachSettings(env: Env): CoachSettings {
  if (env.COACH === "rules") return { engine: "rules" };
  const { BEDROCK_MODEL_ID, BEDROCK_USD_PER_MTOK_IN, BEDROCK_USD_PER_MTOK_OUT } = env;
  if (
    BEDROCK_MODEL_ID === undefined ||
    BEDROCK_USD_PER_MTOK_IN === undefined ||
    BEDROCK_USD_PER_MTOK_OUT === undefined
  ) {
    const needed = { BEDROCK_MODEL_ID, BEDROCK_USD_PER_MTOK_IN, BEDROCK_USD_PER_MTOK_OUT };
    const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
    return { engine: "bedrock", bedrock: null, missing };
  }
  return {
    engine: "bedrock",
    missing: [],
    bedrock: {
      model: {
        modelId: BEDROCK_MODEL_ID,
        region: env.BEDROCK_REGION ?? env.AWS_REGION,
        endpoint: env.BEDROCK_ENDPOINT,
        maxTokens: env.BEDROCK_MAX_TOKENS,
        timeoutMs: env.BEDROCK_TIMEOUT_MS,
      },
      prices: { usdPerMTokIn: BEDROCK_USD_PER_MTOK_IN, usdPerMTokOut: BEDROCK_USD_PER_MTOK_OUT },
      monthlyUsd: env.BEDROCK_MONTHLY_USD,
      video: env.BEDROCK_VIDEO,
    },
  };
}
