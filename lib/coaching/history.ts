import { type AnalysisResult, isShown, measureKeys } from "@/lib/analyses/schema";
import type { EarlierRun } from "./analysis";

/** Fewer turns have no middle that means something. */
const LEAST_VALUES = 3;

/** What a coach may compare a run with; null for a result without enough turns. */
export function earlierRunOf({ turns }: Pick<AnalysisResult, "turns">): EarlierRun | null {
  const values = measureKeys.flatMap((measure) => {
    const shown = turns.map((turn) => turn.measures[measure]).filter(isShown);
    const sorted = shown.map(({ value }) => value).sort((a, b) => a - b);
    // The lower of two middles, so that it is a value that was measured and not a mean nobody saw.
    const middle = sorted[Math.floor((sorted.length - 1) / 2)];
    return middle === undefined || sorted.length < LEAST_VALUES ? [] : [[measure, middle]];
  });
  return values.length > 0 ? { turnCount: turns.length, values: Object.fromEntries(values) } : null;
}
