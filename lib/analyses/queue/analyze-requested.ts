import { z } from "zod";

/** The queue message for one analysis: the id of its row, and a trace id, which older messages lack. */
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

export const analyzeRequestedMessage = (analysisId: string, traceId?: string | null): AnalyzeRequested => ({
  name: "analysis.requested",
  version: 1,
  analysisId,
  ...(traceId && { traceId }),
});
