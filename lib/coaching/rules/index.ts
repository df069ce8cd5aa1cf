import { type Feedback, LEAST_TURNS } from "@/lib/analyses/schema";
import type { CoachingFacts } from "../facts";
import type { ProposedFocus } from "./coaching-rule";
import { fadeRules } from "./fade";
import { notesOf } from "./notes";
import { patternRules } from "./patterns";
import { sideRules } from "./sides";
import { singleTurnRules } from "./single-turns";
import { strengthsOf } from "./strengths";

export const COACHING_RULES = [...sideRules, ...fadeRules, ...patternRules, ...singleTurnRules];

/**
 * Returns feedback by deterministic rules, which compare the turns of a run with each other and not with an
 * ideal. The focus is the weakness that is largest relative to its error.
 */
export function writeByRules(facts: CoachingFacts): Feedback {
  const proposed = facts.turns.length < LEAST_TURNS ? null : largestWeakness(facts);
  const focus = proposed?.focus ?? null;
  const strengths = strengthsOf(facts, proposed?.measure ?? null);
  const notes = notesOf(facts, focus !== null);
  const texts = [focus?.why, ...[...strengths, ...notes].map(({ text }) => text)].join(" ");
  return {
    engine: "rules",
    language: "en",
    findings: facts.findings.filter(({ id }) => texts.includes(`{finding${id}}`)),
    focus,
    strengths,
    notes,
  };
}

const largestWeakness = (facts: CoachingFacts): ProposedFocus | null =>
  COACHING_RULES.map((rule) => rule(facts)).reduce<ProposedFocus | null>(
    (best, one) => (one && (!best || one.rank > best.rank) ? one : best),
    null,
  );
