import { type Model, type ModelSettings, openModel } from "@/lib/adapters/ai";
import type { AnalysisCost, Feedback } from "@/lib/analyses/schema";
import { type ClaimedAnalysis, earlierResults } from "@/lib/analyses/worker-service/claims";
import { earlierRunOf } from "@/lib/coaching/history";
import { type CoachChoice, type CoachMaterial, coach } from "@/lib/coaching/service";
import type { BedrockSettings, CoachSettings } from "@/lib/coaching/settings";
import { sharedLedger } from "@/lib/coaching/worker-service";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { Coaching } from "./pipeline";

const EARLIER_RUNS = 5;

const models = new WeakMap<ModelSettings, Model>();

/** One client for each model, so that its connections last from one analysis to the next. */
function modelOf(settings: ModelSettings): Model {
  const model = models.get(settings) ?? openModel(settings);
  models.set(settings, model);
  return model;
}

/** The coach of one claimed analysis, with the athlete's earlier runs and the ledger of all workers. */
export class WorkerCoaching implements Coaching {
  readonly wantsStills: boolean;
  /** Null in `coach` until it has written, and when no model was to be asked. */
  cost: AnalysisCost = { coach: null };

  constructor(
    private readonly claimed: ClaimedAnalysis,
    private readonly settings: CoachSettings,
  ) {
    this.wantsStills = settings.engine === "bedrock" && settings.bedrock !== null;
  }

  async write(material: CoachMaterial, signal: AbortSignal | undefined): Promise<Feedback> {
    const { feedback, cost } = await coach(material, this.choice(), signal);
    this.cost = { coach: cost };
    return feedback;
  }

  private choice(): CoachChoice {
    const { settings } = this;
    if (settings.engine === "rules") return settings;
    if (settings.bedrock) return { engine: "bedrock", desk: this.desk(settings.bedrock) };
    log.error(
      { missing: settings.missing },
      "COACH is bedrock, but it is not set up: the rules coach instead",
    );
    return { engine: "bedrock", desk: null };
  }

  private desk({ model, prices, monthlyUsd, video }: BedrockSettings) {
    const { analysisId, runId, objectKey, contentType, sizeBytes, kind } = this.claimed;
    const showsClip = video && kind === "video";
    return {
      model: modelOf(model),
      prices,
      maxTokens: model.maxTokens,
      timeoutMs: model.timeoutMs,
      ledger: sharedLedger({ analysisId, monthlyUsd }),
      earlier: async () =>
        (await earlierResults(runId, EARLIER_RUNS)).flatMap((result) => earlierRunOf(result) ?? []),
      video: showsClip ? { bucket: env.MEDIA_BUCKET, key: objectKey, contentType, sizeBytes } : null,
    };
  }
}
