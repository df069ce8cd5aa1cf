import type { Concept, Evidence, Focus, MeasureComparison, MeasureKey } from "@/lib/analyses/schema";
import type { CoachingFacts } from "../facts";

/** A focus that a rule proposes. */
export interface ProposedFocus {
  focus: Focus;
  measure: MeasureKey;
  /** How many standard errors the effect has, weighted: the rule with the largest rank gives the focus. */
  rank: number;
}

/** Returns the focus for one weakness; null when the run does not show it beyond its error. */
export type CoachingRule = (facts: CoachingFacts) => ProposedFocus | null;

interface ComparisonRule {
  kind: MeasureComparison["kind"];
  measure: MeasureKey;
  concept: Concept;
  /** Weight of `size` in the rank: a weakness of many turns has more than one of a single turn. */
  weight: number;
  /** The advice for a difference of this value; null when such a difference is no weakness. */
  advise(value: number): { cue: string; drill: string } | null;
  sortEvidence?(evidence: readonly Evidence[], value: number, facts: CoachingFacts): Evidence[];
}

/** Returns a rule for the largest comparison of its kind and measure for which `advise` has advice. */
export const comparisonRule =
  ({ kind, measure, concept, weight, advise, sortEvidence }: ComparisonRule): CoachingRule =>
  (facts) => {
    const proposed = facts.supported.flatMap(({ finding, size, evidence }): ProposedFocus[] => {
      if (finding.kind !== kind || !("measure" in finding) || finding.measure !== measure) return [];
      const advice = advise(finding.value);
      if (!advice) return [];
      const sorted = sortEvidence?.(evidence, finding.value, facts) ?? [...evidence];
      const why = `{finding${finding.id}}.`;
      const focus = { concept, cue: advice.cue, why, evidence: sorted, drill: advice.drill };
      return [{ focus, measure, rank: size * weight }];
    });
    return proposed.sort((a, b) => b.rank - a.rank)[0] ?? null;
  };
