import { Aws, Stack } from "aws-cdk-lib";
import { modelArnOf, profilePrefix, profileScope, type Settings } from "@/infra/settings";
import { permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

type CoachingEngineSettings = Pick<
  Settings,
  | "coach"
  | "region"
  | "modelId"
  | "modelRegions"
  | "modelUsdPerMtokIn"
  | "modelUsdPerMtokOut"
  | "modelMonthlyUsd"
  | "modelMaxTokens"
  | "modelTimeoutMs"
  | "modelVideo"
>;

/**
 * Gives a workload the coaching settings and the permission to call the model. With an inference profile, it
 * may call the profile, and the model in the regions of the profile only through it.
 */
export function bindCoachingEngine(workload: Workload, settings: CoachingEngineSettings): void {
  workload.set({ COACHING_ENGINE: settings.coach });
  if (settings.coach === "rules") return;
  workload.set({
    BEDROCK_MODEL_ID: settings.modelId,
    BEDROCK_REGION: settings.region,
    BEDROCK_USD_PER_MTOK_IN: String(settings.modelUsdPerMtokIn),
    BEDROCK_USD_PER_MTOK_OUT: String(settings.modelUsdPerMtokOut),
    BEDROCK_MONTHLY_USD: String(settings.modelMonthlyUsd),
    BEDROCK_MAX_TOKENS: String(settings.modelMaxTokens),
    BEDROCK_TIMEOUT_MS: String(settings.modelTimeoutMs),
    BEDROCK_VIDEO: String(settings.modelVideo === "on"),
  });
  const actions = ["bedrock:InvokeModel"];
  const given = modelArnOf(settings.modelId);
  const id = given?.id ?? settings.modelId;
  const prefix = profilePrefix(id);
  if (prefix === undefined) {
    const model = given ? settings.modelId : modelArn(settings.region, id);
    permit(workload.role, "CoachingEngine", { actions, resources: [model] });
    return;
  }
  const profile = given
    ? settings.modelId
    : Stack.of(workload.role).formatArn({
        service: "bedrock",
        region: settings.region,
        resource: "inference-profile",
        resourceName: id,
      });
  const model = id.slice(prefix.length + 1);
  permit(
    workload.role,
    "CoachingEngine",
    { actions, resources: [profile] },
    {
      actions,
      resources: regionsOf(settings).map((region) => modelArn(region, model)),
      conditions: { StringEquals: { "bedrock:InferenceProfileArn": profile } },
    },
  );
}

/**
 * Bedrock checks a global profile against the model of the calling region and against one without a region.
 */
function regionsOf({ modelId, modelRegions, region }: CoachingEngineSettings): readonly string[] {
  if (modelRegions) return modelRegions;
  const scope = profileScope(modelId);
  return scope === "global" || scope === undefined ? [region, ""] : scope;
}

const modelArn = (region: string, model: string) =>
  `arn:${Aws.PARTITION}:bedrock:${region}::foundation-model/${model}`;
