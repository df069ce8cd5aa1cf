import {
  isShown,
  LEAST_TURNS,
  type MeasureComparison,
  type MeasureKey,
  type Remark,
} from "@/lib/analyses/schema";
import type { CoachingFacts } from "../facts";

/** One of few measures that varies least is no evidence of a strength. */
const LEAST_MEASURES = 3;

/** Returns up to two remarks: the most even and the steadiest measure, but not that of the focus. */
export function strengthsOf(facts: CoachingFacts, focusMeasure: MeasureKey | null): Remark[] {
  const { turns, summary } = facts.analysis;
  if (turns.length < LEAST_TURNS) return [];
  const ofKind = (kind: MeasureComparison["kind"], except: readonly (MeasureKey | undefined | null)[]) =>
    facts.supported.flatMap(({ finding, evidence }) =>
      "measure" in finding && finding.kind === kind && !except.includes(finding.measure)
        ? [{ finding, evidence }]
        : [],
    );
  const even = ofKind("even", [focusMeasure]).sort((a, b) => a.finding.plusMinus - b.finding.plusMinus)[0];
  const hasSeveral = Object.values(summary.consistency).filter(isShown).length >= LEAST_MEASURES;
  const steady = hasSeveral
    ? ofKind("spread", [focusMeasure, even?.finding.measure]).sort(
        (a, b) => a.finding.value - b.finding.value,
      )[0]
    : undefined;
  return [even, steady].flatMap((found) =>
    found ? [{ text: `{finding${found.finding.id}}.`, evidence: found.evidence }] : [],
  );
}
