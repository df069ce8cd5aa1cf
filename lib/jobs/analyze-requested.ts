import { z } from "zod";

/** The only thing a queue message carries: an id. The row it names is the truth. */
export const analyzeRequested = {
  name: "analysis.requested",
  version: 1,
  schema: z.object({ name: z.literal("analysis.requested"), version: z.literal(1), analysisId: z.uuid() }),
} as const;
export type AnalyzeRequested = z.infer<typeof analyzeRequested.schema>;

/** The body of the queue message for one analysis. */
export const analyzeRequestedMessage = (analysisId: string): AnalyzeRequested => ({
  name: "analysis.requested",
  version: 1,
  analysisId,
});
