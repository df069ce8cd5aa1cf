import type { AnalysisResult, MeasureKey } from "@/lib/analyses/schema";

/** The part of an analysis that a coaching engine reads: nothing about the file or the person. */
export type CoachedAnalysis = Pick<
  AnalysisResult,
  "turns" | "summary" | "still" | "view" | "outcome" | "limits"
>;

/** The median of a measure over the turns of a run, with its standard error. */
export interface MedianValue {
  value: number;
  plusMinus: number;
}

export interface EarlierRun {
  turnCount: number;
  medians: Partial<Record<MeasureKey, MedianValue>>;
}

/** A moment to show to a model. `atS` is an apex or switch time of the analysis, unrounded. */
export interface StillMoment {
  atS: number;
  kind: "apex" | "switch" | "photo";
  /** Null in a photo. At a switch, the turn that begins there. */
  turn: number | null;
}

export interface CoachingStill extends StillMoment {
  jpeg: Uint8Array;
}

/**
 * The input of a coaching engine. It contains no text that a person typed: no name, title, file name or
 * place.
 */
export interface CoachingMaterial {
  analysis: CoachedAnalysis;
  /** A code of lib/runs/schema. */
  discipline: string | null;
  stills: readonly CoachingStill[];
}
