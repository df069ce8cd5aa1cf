import type { ModelSettings } from "@/lib/adapters/ai";
import type { Env } from "@/lib/env";

export interface BedrockSettings extends ModelSettings {
  /** US dollars for a million tokens. */
  usdPerMTokIn: number;
  usdPerMTokOut: number;
  monthlyUsd: number;
  /** Sends the clip itself to models that take video: faces, place and sound with it. */
  video: boolean;
}

/**
 * The coaching engine of this deployment; `bedrockNotSetUp`: chosen, but the variables in `missing` are not
 * set.
 */
export type CoachingSettings =
  | { engine: "rules" }
  | { engine: "bedrockNotSetUp"; missing: string[] }
  | ({ engine: "bedrock" } & BedrockSettings);

/** Returns the settings of the environment. A model needs both prices, or its cost could not be limited. */
export function coachingSettings(env: Env): CoachingSettings {
  if (env.COACHING_ENGINE === "rules") return { engine: "rules" };
  const {
    BEDROCK_MODEL_ID: modelId,
    BEDROCK_USD_PER_MTOK_IN: usdPerMTokIn,
    BEDROCK_USD_PER_MTOK_OUT: usdPerMTokOut,
  } = env;
  if (modelId === undefined || usdPerMTokIn === undefined || usdPerMTokOut === undefined) {
    const needed = ["BEDROCK_MODEL_ID", "BEDROCK_USD_PER_MTOK_IN", "BEDROCK_USD_PER_MTOK_OUT"] as const;
    return { engine: "bedrockNotSetUp", missing: needed.filter((name) => env[name] === undefined) };
  }
  return {
    engine: "bedrock",
    modelId,
    region: env.BEDROCK_REGION ?? env.AWS_REGION,
    endpoint: env.BEDROCK_ENDPOINT,
    maxTokens: env.BEDROCK_MAX_TOKENS,
    timeoutMs: env.BEDROCK_TIMEOUT_MS,
    usdPerMTokIn,
    usdPerMTokOut,
    monthlyUsd: env.BEDROCK_MONTHLY_USD,
    video: env.BEDROCK_VIDEO,
  };
}
