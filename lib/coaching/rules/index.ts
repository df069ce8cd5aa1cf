import { type Feedback, LEAST_TURNS } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../analysis";
import { fadeRules } from "./fade";
import { type Finding, type Rule, STANDS_OUT } from "./finding";
import { notesOf } from "./notes";
import { outlierRules } from "./outliers";
import { patternRules } from "./patterns";
import { sideRules } from "./sides";
import { strengthsOf } from "./strengths";

const RULES: readonly Rule[] = [...sideRules, ...fadeRules, ...patternRules, ...outlierRules];

/**
 * The deterministic coach: the same analysis gives the same words. It compares the athlete's turns with each other, never
 * with an ideal, and gives at most one focus: the finding that is largest against its own uncertainty. When nothing
 * is larger than noise explains there is no focus, and a note says so.
 */
export function rulesCoach(analysis: CoachedAnalysis): Feedback {
  const found = analysis.turns.length < LEAST_TURNS ? null : largestFinding(analysis);
  return {
    engine: "rules",
    focus: found && {
      concept: found.concept,
      cue: found.cue,
      why: found.why,
      evidence: found.evidence,
      drill: found.drill,
    },
    strengths: strengthsOf(analysis, found?.measure ?? null),
    notes: notesOf(analysis, found !== null),
  };
}

function largestFinding(analysis: CoachedAnalysis): Finding | null {
  const standing = RULES.map((rule) => rule(analysis)).filter(
    (finding): finding is Finding => finding !== null && finding.size >= STANDS_OUT,
  );
  return standing.reduce<Finding | null>(
    (best, finding) => (!best || finding.size * finding.weight > best.size * best.weight ? finding : best),
    null,
  );
}
