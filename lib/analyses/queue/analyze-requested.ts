import { z } from "zod";

/**
 * What a queue message carries: an id, whose row is the truth, and the id its log lines are found by. Messages without the
 * second are from before there was one.
 */
export const analyzeRequested = {
  name: "analysis.requested",
  version: 1,
  schema: z.object({
    name: z.literal("analysis.requested"),
    version: z.literal(1),
    analysisId: z.uuid(),
    traceId: z.string().max(64).nullish(),
  }),
} as const;
export type AnalyzeRequested = z.infer<typeof analyzeRequested.schema>;

/** The body of the queue message for one analysis. */
export const analyzeRequestedMessage = (analysisId: string, traceId?: string | null): AnalyzeRequested => ({
  name: "analysis.requested",
  version: 1,
  analysisId,
  ...(traceId && { traceId }),
});
