import type { Feedback, StandInReason } from "@/lib/analyses/schema";
import { log } from "@/lib/log";
import { count } from "@/lib/telemetry/metrics";
import { type BedrockDeps, type ModelFeedback, writeByModel } from "./bedrock";
import type { CoachingEngine } from "./engine";
import type { CoachingMaterial } from "./material";
import { rulesEngine, rulesFeedback } from "./rules-engine";
import type { CoachingSettings } from "./settings";

/**
 * Returns the engine of the settings, for one run. When Bedrock is not set up or gives no usable feedback,
 * the rules engine writes and the feedback contains the reason.
 */
export function openCoachingEngine(settings: CoachingSettings, deps: BedrockDeps): CoachingEngine {
  if (settings.engine === "rules") return rulesEngine;
  if (settings.engine === "bedrockNotSetUp") {
    log.error({ missing: settings.missing }, "bedrock coaching engine is not set up; rules engine used");
    return {
      needsStills: false,
      write: async (material) => ({ feedback: standIn(material, "notSetUp"), cost: null }),
    };
  }
  return {
    needsStills: true,
    async write(material, signal) {
      const written: ModelFeedback = await writeByModel(material, settings, deps, signal);
      return { feedback: written.feedback ?? standIn(material, written.reason), cost: written.cost };
    },
  };
}

function standIn(material: CoachingMaterial, reason: StandInReason): Feedback {
  count("CoachingFallback", 1, { Reason: reason });
  return { ...rulesFeedback(material), stoodInFor: { engine: "bedrock", reason } };
}
