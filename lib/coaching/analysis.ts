import type { AnalysisResult } from "@/lib/analyses/schema";

/** What a coach reads of an analysis: the measured facts and nothing about the file or the person. */
export type CoachedAnalysis = Pick<
  AnalysisResult,
  "turns" | "summary" | "still" | "view" | "outcome" | "limits"
>;
