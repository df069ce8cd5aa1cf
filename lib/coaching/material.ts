import type { AnalysisResult, MeasureKey } from "@/lib/analyses/schema";

/** What a coaching engine reads of an analysis: the measured facts, nothing about the file or the person. */
export type CoachedAnalysis = Pick<
  AnalysisResult,
  "turns" | "summary" | "still" | "view" | "outcome" | "limits"
>;

/** The median of a measure over the turns of a run, with its standard error. */
export interface MedianValue {
  value: number;
  plusMinus: number;
}

/** An earlier run of the same athlete. */
export interface EarlierRun {
  turnCount: number;
  medians: Partial<Record<MeasureKey, MedianValue>>;
}

/** A point in time to show to a model. `atS` is a time of the analysis, unrounded. */
export interface StillMoment {
  atS: number;
  what: "apex" | "switch" | "photo";
  /** Null in a photo. At a switch, the turn that begins there. */
  turn: number | null;
}

/** A picture of the skier alone. */
export interface CoachingStill extends StillMoment {
  jpeg: Uint8Array;
}

/**
 * What an engine is given of one run. No field holds anything that a person typed: no name, title, file name
 * or place.
 */
export interface CoachingMaterial {
  analysis: CoachedAnalysis;
  /** A code of lib/runs/schema. */
  discipline: string | null;
  stills: readonly CoachingStill[];
}
