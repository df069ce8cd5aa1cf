import { Aws, Stack } from "aws-cdk-lib";
import { modelArnOf, profilePrefix, profileScope, type Settings } from "@/infra/settings";
import { permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

type CoachSettings = Pick<
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
 * Where the coach's texts come from. With Bedrock: the one model, and where it is behind an inference profile the profile
 * too, and the model in the profile's regions only when it is called through that profile. Either may be given by its ARN, which is then what is granted.
 */
export function bindCoach(workload: Workload, settings: CoachSettings): void {
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
    permit(workload.role, "Coach", { actions, resources: [model] });
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
    "Coach",
    { actions, resources: [profile] },
    {
      actions,
      resources: regionsOf(settings).map((region) => modelArn(region, model)),
      conditions: { StringEquals: { "bedrock:InferenceProfileArn": profile } },
    },
  );
}

/** A global profile asks for the model where it is called, and once more without a region. */
function regionsOf({ modelId, modelRegions, region }: CoachSettings): readonly string[] {
  if (modelRegions) return modelRegions;
  const scope = profileScope(modelId);
  return scope === "global" || scope === undefined ? [region, ""] : scope;
}

const modelArn = (region: string, model: string) =>
  `arn:${Aws.PARTITION}:bedrock:${region}::foundation-model/${model}`;
