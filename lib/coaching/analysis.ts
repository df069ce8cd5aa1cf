import type { AnalysisResult, MeasureKey } from "@/lib/analyses/schema";

/** What a coach reads of an analysis: the measured facts and nothing about the file or the person. */
export type CoachedAnalysis = Pick<
  AnalysisResult,
  "turns" | "summary" | "still" | "view" | "outcome" | "limits"
>;

/** An earlier run of the same athlete: the middle value of each measure over its turns, one of them as it was measured. */
export interface EarlierRun {
  turnCount: number;
  values: Partial<Record<MeasureKey, number>>;
}
