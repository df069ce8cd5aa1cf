import type { FeedbackLanguage } from "@/lib/analyses/schema";
import { type AdviceVocabulary, VOCABULARIES } from "./vocabulary";

/**
 * Returns what is wrong with a cue or a drill; null when nothing is. It has no slot, no quantity and no statement about the
 * run: each clause gives an order, says when or how, or is a phrase without a verb.
 */
export function adviceFault(text: string, language: FeedbackLanguage): string | null {
  const { advice } = VOCABULARIES[language];
  const odd = /[^\p{L}\p{M}\s.,;:!?'’"“”()–—-]/u.exec(text)?.[0] ?? /\b\p{Lu}{2,}\b/u.exec(text)?.[0];
  if (odd) return `"${odd}" may not stand in advice`;
  const lower = text.toLowerCase();
  // One alphabet: letters of others look alike.
  const foreign = /[^\p{Script=Latin}\p{Script=Common}]/u.exec(lower.normalize("NFKC"))?.[0];
  if (foreign || lower.normalize("NFKC") !== lower) return "It cannot be read for certain";
  const quantity = advice.quantity.exec(lower)?.[0];
  if (quantity) return `"${quantity}" is a quantity`;
  const finite = advice.finite.exec(lower)?.[0];
  if (finite) return `"${finite}" states something`;
  const clause = lower.split(advice.clauseBreak).find((one, i) => isStatement(one, i === 0, advice));
  return clause ? `"${clause.trim()}" states something` : null;
}

function isStatement(clause: string, isFirst: boolean, advice: AdviceVocabulary): boolean {
  const { lead, verbs, nouns, subordinate, pronouns, comparing } = advice;
  const all = clause.match(/[\p{L}'’]+/gu) ?? [];
  const words = all.slice(all.findIndex((word) => !lead.has(word)));
  const first = words[0];
  if (first === undefined || all.every((word) => lead.has(word))) return false;
  const compares = words.some((word) => comparing.has(word));
  if (pronouns.has(first)) return true;
  if (compares && words.some((word) => pronouns.has(word) && word !== "your" && word !== "its")) return true;
  if (verbs.has(first) || first.endsWith("ing")) return false;
  if (compares && (isFirst || !comparing.has(first))) return true;
  if (subordinate.has(first)) return false;
  const conjunction = words.findIndex((word) => subordinate.has(word));
  const main = conjunction < 0 ? words : words.slice(0, conjunction);
  return main.some((word) => !nouns.has(word) && (verbs.has(word) || verbs.has(word.replace(/e?s$/, ""))));
}
