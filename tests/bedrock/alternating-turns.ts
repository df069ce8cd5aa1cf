import { type MeasureKey, outcomeOf, type Turn } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "@/lib/coaching/material";
import { summarize } from "@/lib/measuring/summary/summarize";

/** Returns a run of alternating turns with the given values, each with the same plus-minus. */
export function runOf(values: Partial<Record<MeasureKey, number[]>>, plusMinus: number): CoachedAnalysis {
  const count = Math.max(...Object.values(values).map((list) => list.length));
  const turns = Array.from({ length: count }, (_, i): Turn => {
    const shown = Object.entries(values).map(([key, list]) => [
      key,
      { value: list[i]!, plusMinus, confidence: 0.9 },
    ]);
    return {
      index: i + 1,
      side: i % 2 === 0 ? "left" : "right",
      startS: i,
      apexS: i + 0.5,
      endS: i + 1,
      confidence: 0.9,
      measures: Object.fromEntries(shown),
    };
  });
  return {
    turns,
    summary: summarize(turns, "front"),
    still: null,
    view: { facing: "front", offAxisDeg: 0, confidence: 1 },
    outcome: outcomeOf("measured"),
    limits: [],
  };
}
