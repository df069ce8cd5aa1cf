import type { Evidence, Feedback, Finding, Focus, Remark } from "@/lib/analyses/schema";
import type { CoachingFacts } from "../facts";
import { sentencesOf } from "../schema/slots";
import { adviceFault } from "./advice";
import { statementFault } from "./statement";

export interface GroundedFeedback {
  feedback: Feedback;
  /** Why each sentence and each piece of evidence was removed. */
  sentences: string[];
  evidence: string[];
}

const keyOf = ({ turn, atS, measure, statistic, value }: Evidence): string =>
  [turn, atS, measure, statistic, value].join(" ");

/**
 * Returns feedback without sentences and evidence that the facts do not support. A focus is removed when its
 * cue or drill is no advice, or its reason or evidence is empty; a remark when its text is empty.
 */
export function keepGrounded(feedback: Feedback, facts: CoachingFacts): GroundedFeedback {
  const language = feedback.language ?? "en";
  const known = new Set([...facts.evidence.values()].flat().map(keyOf));
  const sentences: string[] = [];
  const evidence: string[] = [];

  const keepEvidence = (list: readonly Evidence[]): Evidence[] =>
    list.filter((one) => {
      const isKnown = known.has(keyOf(one));
      if (!isKnown) evidence.push(`The ${one.statistic} ${one.value} of ${one.measure} was not measured.`);
      return isKnown;
    });
  const hasNoFault = (text: string, fault: string | null): boolean => {
    if (fault) sentences.push(`${fault}, in "${text}".`);
    return fault === null;
  };
  const keepText = (text: string): string =>
    sentencesOf(text)
      .filter((sentence) => hasNoFault(sentence, statementFault(sentence, facts, language)))
      .join(" ");
  const isAdvice = (text: string): boolean => hasNoFault(text, adviceFault(text, language));

  const keepFocus = (focus: Focus): Focus | null => {
    const kept = { ...focus, why: keepText(focus.why), evidence: keepEvidence(focus.evidence) };
    const areAdvice = [isAdvice(focus.cue), isAdvice(focus.drill)].every(Boolean);
    return areAdvice && kept.why && kept.evidence.length > 0 ? kept : null;
  };
  const keepRemark = (remark: Remark): Remark[] => {
    const text = keepText(remark.text);
    return text ? [{ text, evidence: keepEvidence(remark.evidence) }] : [];
  };
  const kept = {
    ...feedback,
    focus: feedback.focus && keepFocus(feedback.focus),
    strengths: feedback.strengths.flatMap(keepRemark),
    notes: feedback.notes.flatMap(keepRemark),
  };
  return { feedback: { ...kept, findings: citedFindings(kept, facts) }, sentences, evidence };
}

function citedFindings({ focus, strengths, notes }: Feedback, { findings }: CoachingFacts) {
  const text = [focus?.why, ...[...strengths, ...notes].map((remark) => remark.text)].join(" ");
  return findings.filter(({ id }) => text.includes(`{finding${id}}`));
}

/** Returns why feedback is not supported by the facts; empty when all of it is. */
export function groundingFaults(feedback: Feedback, facts: CoachingFacts): string[] {
  const { sentences, evidence } = keepGrounded(feedback, facts);
  const fieldsOf = (finding: Finding) => JSON.stringify(Object.entries(finding).sort());
  const known = new Set(facts.findings.map(fieldsOf));
  const altered = (feedback.findings ?? []).filter((finding) => !known.has(fieldsOf(finding)));
  return [...sentences, ...evidence, ...altered.map(({ id }) => `Finding ${id} is not of this run.`)];
}
