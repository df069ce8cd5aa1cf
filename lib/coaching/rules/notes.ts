import { CONDITIONS, type Finding, type Remark } from "@/lib/analyses/schema";
import type { CoachingFacts } from "../facts";

const isCondition = ({ kind }: Finding): boolean => (CONDITIONS as readonly string[]).includes(kind);

/** Returns the conditions that limit the comparisons and, without a focus, the clearest difference. */
export function notesOf({ supported }: CoachingFacts, hasFocus: boolean): Remark[] {
  const conditions = supported.filter(({ finding }) => isCondition(finding));
  const clearest = [...supported].sort((a, b) => b.size - a.size)[0];
  const difference = !hasFocus && clearest && clearest.size > 1 ? [clearest] : [];
  return [...conditions, ...difference].map(({ finding, evidence }) => ({
    text: `{finding${finding.id}}.`,
    evidence,
  }));
}
