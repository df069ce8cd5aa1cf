import {
  isShown,
  LEAST_TURNS,
  MEASURES,
  type MeasureKey,
  measureKeys,
  type Remark,
} from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../analysis";

const label = (measure: MeasureKey): string => MEASURES[measure].label;

/** One or two things that this run does most alike from turn to turn; never what the focus is about. */
export function strengthsOf(analysis: CoachedAnalysis, focusMeasure: MeasureKey | null): Remark[] {
  if (analysis.turns.length < LEAST_TURNS) return [];
  const first = mostSymmetric(analysis, focusMeasure);
  const second = mostConsistent(analysis, [focusMeasure, first?.evidence[0]?.measure ?? null]);
  return [first, second].filter((remark) => remark !== null);
}

/** The measure in which left and right differ by less than can be seen, most exactly known. */
function mostSymmetric({ summary, turns }: CoachedAnalysis, except: MeasureKey | null): Remark | null {
  const alike = measureKeys
    .flatMap((measure) => {
      const shown = summary.symmetry[measure];
      return measure !== except && isShown(shown) && Math.abs(shown.value) <= shown.plusMinus
        ? [{ measure, shown }]
        : [];
    })
    .sort((a, b) => a.shown.plusMinus - b.shown.plusMinus)[0];
  if (!alike || !turns[0]) return null;
  return {
    text: `${label(alike.measure)}: left and right turns are alike, ${Math.abs(alike.shown.value)} percent apart, which is less than this clip can tell.`,
    evidence: [
      {
        turn: null,
        atS: turns[0].apexS,
        measure: alike.measure,
        statistic: "symmetry",
        value: alike.shown.value,
      },
    ],
  };
}

/** 0.1 percent, the last decimal that is written. */
const LEAST_SPREAD = 0.001;

function mostConsistent({ summary, turns }: CoachedAnalysis, except: (MeasureKey | null)[]): Remark | null {
  const steady = measureKeys
    .flatMap((measure) => {
      const shown = summary.consistency[measure];
      // Nothing at all, as written, is a value too coarse to vary, not a skier who does not.
      return !except.includes(measure) && isShown(shown) && shown.value >= LEAST_SPREAD
        ? [{ measure, shown }]
        : [];
    })
    .sort((a, b) => a.shown.value - b.shown.value)[0];
  // Something always varies least; with so few measures that is no praise.
  const shownCount = Object.values(summary.consistency).filter(isShown).length;
  if (!steady || !turns[0] || shownCount < 3) return null;
  return {
    text: `${label(steady.measure)} is your steadiest measure: it varies by ${(100 * steady.shown.value).toFixed(1)} percent from turn to turn.`,
    evidence: [
      {
        turn: null,
        atS: turns[0].apexS,
        measure: steady.measure,
        statistic: "consistency",
        value: steady.shown.value,
      },
    ],
  };
}
