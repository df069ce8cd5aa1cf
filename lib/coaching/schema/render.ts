import type { AnalysisResult, Feedback, FeedbackLanguage, Finding, Remark } from "@/lib/analyses/schema";
import { MEASURES } from "@/lib/analyses/schema/measures";
import { UNITS } from "@/lib/pose/units";
import { clausesOf, type SentencePiece, type TurnReading, turnReading } from "./clauses";
import { PHRASES } from "./phrases";
import { type SlotSource, sentencesOf, type ValueSlot } from "./slots";

/** A value with its error and unit: "33 ± 2°". The error is at least one unit of the last decimal. */
function amountOf(value: number, plusMinus: number, decimals: number, suffix: string): string {
  const error = Math.max(plusMinus, 10 ** -decimals);
  const rounded = value.toFixed(decimals);
  // -0 would read as a direction.
  const text = Number(rounded) === 0 ? (0).toFixed(decimals) : rounded.replace("-", "−");
  return `${text} ± ${error.toFixed(decimals)}${suffix}`;
}

/** Decimals that show the first digit of an error, at least `least` and at most `most`. */
const decimalsFor = (plusMinus: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, plusMinus > 0 ? Math.ceil(-Math.log10(plusMinus)) : least));

const PERCENT_DECIMALS = 1;

/** The size of a comparison without its sign, which the words give. */
function findingAmount(finding: Finding): string {
  if (!("measure" in finding)) return "";
  const { kind, measure, value, plusMinus } = finding;
  if (kind === "sides" || kind === "even" || kind === "spread") {
    const scale = kind === "spread" ? 100 : 1;
    const decimals = decimalsFor(scale * plusMinus, 0, PERCENT_DECIMALS);
    return amountOf(scale * Math.abs(value), scale * plusMinus, decimals, " %");
  }
  const { decimals, shownDecimals, suffix } = UNITS[MEASURES[measure].unit];
  return amountOf(Math.abs(value), plusMinus, decimalsFor(plusMinus, shownDecimals, decimals), suffix);
}

function valueText({ measure, value, plusMinus }: ValueSlot): string {
  const { shownDecimals, suffix } = UNITS[MEASURES[measure].unit];
  return amountOf(value, plusMinus, shownDecimals, suffix);
}

/** The text of one piece of a sentence; null when its slot has no value. */
function pieceText(
  piece: SentencePiece,
  reading: (slot: ValueSlot) => TurnReading,
  language: FeedbackLanguage,
): string | null {
  if ("text" in piece) return /[{}]/.test(piece.text) ? null : piece.text;
  const phrases = PHRASES[language];
  const { slot } = piece;
  switch (slot?.kind) {
    case "turn":
      return phrases.turn(slot.turn);
    case "count":
      return phrases.count(slot.of, slot.count);
    case "finding":
      return findingText(slot.finding, language);
    case "value":
      return reading(slot) === "own" ? valueText(slot) : `${valueText(slot)} (${phrases.turn(slot.turn!)})`;
    default:
      return null;
  }
}

/** One sentence with its slots filled; null when one of them has no value. */
function renderSentence(sentence: string, source: SlotSource, language: FeedbackLanguage): string | null {
  const clauses = clausesOf(sentence, source);
  const written = clauses.flatMap((clause, at) =>
    clause.map((piece) => pieceText(piece, (slot) => turnReading(clauses, at, slot), language)),
  );
  if (written.includes(null)) return null;
  const text = written.join("");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const findingText = (finding: Finding, language: FeedbackLanguage): string =>
  PHRASES[language].finding(finding, findingAmount(finding));

/** Returns a text with its slots filled. A sentence whose slot has no value is left out. */
export const renderText = (text: string, source: SlotSource, language: FeedbackLanguage): string =>
  sentencesOf(text)
    .flatMap((sentence) => renderSentence(sentence, source, language) ?? [])
    .join(" ");

/** Returns feedback with its slots filled. Older feedback, without a language, is returned unchanged. */
export function renderFeedback(
  feedback: Feedback,
  { turns, still }: Pick<AnalysisResult, "turns" | "still">,
): Feedback {
  const { language, findings = [], focus } = feedback;
  if (!language) return feedback;
  const render = (text: string) => renderText(text, { turns, still, findings }, language);
  const remarks = (list: readonly Remark[]) => list.map((one) => ({ ...one, text: render(one.text) }));
  return {
    ...feedback,
    focus: focus && { ...focus, why: render(focus.why) },
    strengths: remarks(feedback.strengths),
    notes: remarks(feedback.notes),
  };
}
