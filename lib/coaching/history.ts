import { type AnalysisResult, measureKeys } from "@/lib/analyses/schema";
import { medianOf } from "./findings/turn-values";
import type { EarlierRun, MedianValue } from "./material";

/** Returns the medians of a run, for comparison with later ones; null without enough turns. */
export function earlierRunOf({ turns }: Pick<AnalysisResult, "turns">): EarlierRun | null {
  const medians = measureKeys.flatMap((measure): [string, MedianValue][] => {
    const middle = medianOf(turns, measure);
    return middle ? [[measure, middle]] : [];
  });
  return medians.length > 0 ? { turnCount: turns.length, medians: Object.fromEntries(medians) } : null;
}
