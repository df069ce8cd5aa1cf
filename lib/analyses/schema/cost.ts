import { z } from "zod";
import { standInReasonSchema } from "./feedback";

/** What asking a model for feedback cost, whatever came of it. */
export const coachCostSchema = z.object({
  modelId: z.string(),
  /** `answered`, or why the rules wrote the feedback instead. */
  outcome: z.union([z.literal("answered"), standInReasonSchema]),
  calls: z.number().int(),
  tokensIn: z.number().int(),
  tokensOut: z.number().int(),
  microUsd: z.number().int(),
  /** Waiting for the model, all calls and pauses together. */
  latencyMs: z.number().int(),
  /** Sentences and facts taken out because they were not measured. */
  ungroundedSentences: z.number().int(),
  ungroundedFacts: z.number().int(),
});
export type CoachCost = z.infer<typeof coachCostSchema>;

/** What an analysis cost beside the computer it ran on. */
export const analysisCostSchema = z.object({ coach: coachCostSchema.nullable() });
export type AnalysisCost = z.infer<typeof analysisCostSchema>;
