import { type MeasureKey, outcomeOf, type Turn } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "@/lib/coaching/material";
import { summarize } from "@/lib/measuring/summary/summarize";

/** Values by turn, left first, with the plus-minus of each value. */
const MEASURED: Partial<Record<MeasureKey, [plusMinus: number, values: number[]]>> = {
  durationS: [0.03, [0.92, 0.86, 0.94, 0.85, 0.91, 0.87, 0.93, 0.84, 0.95]],
  apexPosition: [0.04, [0.46, 0.55, 0.44, 0.57, 0.47, 0.56, 0.43, 0.58, 0.45]],
  edgeChangeS: [0.02, [0.14, 0.21, 0.13, 0.22, 0.15, 0.23, 0.14, 0.24, 0.16]],
  inclinationDeg: [2.1, [48.3, 34.2, 47.6, 33.4, 49.1, 34.7, 46.2, 32.8, 44.9]],
  angulationDeg: [3.2, [18.4, 11.6, 17.9, 12.3, 19.2, 11.9, 17.4, 10.8, 16.7]],
  shoulderLevelDeg: [1.9, [6.4, 14.8, 7.1, 15.3, 5.9, 14.1, 7.6, 16.2, 8.3]],
  legLengthRatio: [0.05, [1.31, 1.18, 1.29, 1.16, 1.33, 1.19, 1.28, 1.14, 1.26]],
  stanceWidthRatio: [0.08, [1.12, 1.15, 1.09, 1.21, 1.14, 1.17, 1.08, 1.74, 1.13]],
  handHeightT: [0.04, [0.42, 0.44, 0.41, 0.39, 0.36, 0.33, 0.28, 0.26, 0.24]],
  insideHandDropT: [0.05, [0.11, 0.13, 0.12, 0.14, 0.15, 0.62, 0.16, 0.18, 0.17]],
  buildRateDegPerS: [14, [212, 164, 208, 158, 219, 161, 203, 149, 196]],
};

const START_S = 1.24;

function turns(): Turn[] {
  const [, durations] = MEASURED.durationS!;
  const round = (timeS: number) => Math.round(timeS * 1000) / 1000;
  return durations.map((durationS, i): Turn => {
    const startS = START_S + durations.slice(0, i).reduce((sum, one) => sum + one, 0);
    const measures = Object.entries(MEASURED).map(([key, [plusMinus, values]]) => [
      key,
      { value: values[i]!, plusMinus, confidence: 0.8 },
    ]);
    return {
      index: i + 1,
      side: i % 2 === 0 ? "left" : "right",
      startS: round(startS),
      apexS: round(startS + durationS * MEASURED.apexPosition![1][i]!),
      endS: round(startS + durationS),
      confidence: 0.9,
      measures: Object.fromEntries(measures),
    };
  });
}

const NINE = turns();

/** Nine turns, five to the left, filmed from the front, with many measures. */
export const FULL_RUN: CoachedAnalysis = {
  turns: NINE,
  summary: summarize(NINE, "front"),
  still: null,
  view: { facing: "front", offAxisDeg: 23, confidence: 0.9 },
  outcome: outcomeOf("measured"),
  limits: [],
};
