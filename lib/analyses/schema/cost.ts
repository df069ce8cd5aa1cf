import { z } from "zod";
import { standInReasonSchema } from "./feedback";

export const coachingCostSchema = z.object({
  modelId: z.string(),
  /** `answered`, or the reason why the rules wrote the feedback. */
  outcome: z.union([z.literal("answered"), standInReasonSchema]),
  calls: z.number().int(),
  tokensIn: z.number().int(),
  tokensOut: z.number().int(),
  microUsd: z.number().int(),
  /** Of all calls and delays together. */
  latencyMs: z.number().int(),
  /** Sentences and facts removed because they were not measured. */
  ungroundedSentences: z.number().int(),
  ungroundedFacts: z.number().int(),
});
export type CoachingCost = z.infer<typeof coachingCostSchema>;

/** The cost of an analysis besides compute. */
export const analysisCostSchema = z.object({ coach: coachingCostSchema.nullable() });
export type AnalysisCost = z.infer<typeof analysisCostSchema>;
