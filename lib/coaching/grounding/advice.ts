import type { FeedbackLanguage } from "@/lib/analyses/schema";
import { type AdviceVocabulary, VOCABULARIES } from "./vocabulary";

/**
 * Returns why a text is not advice; null if it is. Advice has no slot, quantity or statement about the run:
 * each clause is an instruction, says when or how, or is a phrase without a verb.
 */
export function adviceFault(text: string, language: FeedbackLanguage): string | null {
  const { advice } = VOCABULARIES[language];
  const odd = /[^\p{L}\p{M}\s.,;:!?'’"“”()–—-]/u.exec(text)?.[0] ?? /\b\p{Lu}{2,}\b/u.exec(text)?.[0];
  if (odd) return `"${odd}" is not allowed in advice`;
  const lower = text.toLowerCase();
  // Letters of other alphabets look like Latin ones.
  const foreign = /[^\p{Script=Latin}\p{Script=Common}]/u.exec(lower.normalize("NFKC"))?.[0];
  if (foreign || lower.normalize("NFKC") !== lower) return "It contains letters that look like others";
  const quantity = advice.quantity.exec(lower)?.[0];
  if (quantity) return `"${quantity}" is a quantity`;
  const finite = advice.finite.exec(lower)?.[0];
  if (finite) return `"${finite}" states something`;
  const inS = lower
    .match(/(?<![\p{L}'’])\p{L}+[^s\W]s(?![\p{L}'’])/gu)
    ?.find((word) => !advice.inS.has(word));
  if (inS) return `"${inS}" may state something`;
  const clause = lower.split(advice.clauseBreak).find((one, i) => isStatement(one, i === 0, advice));
  return clause ? `"${clause.trim()}" states something` : null;
}

const STEM = /(?:e?s|ing)$/;

function isStatement(clause: string, isFirst: boolean, advice: AdviceVocabulary): boolean {
  const { lead, verbs, phrase, subordinate, pronouns, subjects, comparing } = advice;
  const all = clause.match(/[\p{L}'’-]+/gu) ?? [];
  const words = all.slice(all.findIndex((word) => !lead.has(word)));
  const [first] = words;
  if (first === undefined || all.every((word) => lead.has(word))) return false;
  if (pronouns.has(first)) return true;
  const compares = words.some((word) => comparing.has(word));
  if (words.some((word, i) => subjects.has(word) && (compares || !subordinate.has(words[i - 1]!))))
    return true;
  const isVerbForm = (word: string): boolean => {
    const stem = word.replace(STEM, "");
    return [stem, `${stem}e`, stem.slice(0, -1)].some((one) => verbs.has(one));
  };
  const isGerund = first.endsWith("ing") && isVerbForm(first);
  if (isGerund || verbs.has(first)) return false;
  if (compares && (isFirst || !comparing.has(first))) return true;
  if (subordinate.has(first)) return false;
  const conjunction = words.findIndex((word) => subordinate.has(word) && !phrase.has(word));
  const main = conjunction < 0 ? words : words.slice(0, conjunction);
  return !main.every((word) => phrase.has(word) || comparing.has(word));
}
