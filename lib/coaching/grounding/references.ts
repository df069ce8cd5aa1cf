import type { FeedbackLanguage } from "@/lib/analyses/schema";
import type { SentencePiece } from "../schema/clauses";
import type { TextSlot } from "../schema/slots";
import { VOCABULARIES } from "./vocabulary";

type Pieces = readonly SentencePiece[];

const slotOfPiece = (piece: SentencePiece): TextSlot | null => ("slot" in piece ? piece.slot : null);

const wordsOf = (pieces: Pieces): string[] =>
  pieces.flatMap((piece) => ("text" in piece ? (piece.text.toLowerCase().match(/[^\s,;:()]+/gu) ?? []) : []));

/** The words between piece `at` and the slot before it, and between it and the slot after it. */
function wordsBeside(pieces: Pieces, at: number): { before: string; after: string } {
  const previous = pieces.slice(0, at).findLastIndex((piece) => "slot" in piece);
  const next = pieces.findIndex((piece, i) => i > at && "slot" in piece);
  return {
    before: wordsOf(pieces.slice(previous + 1, at)).join(" "),
    after: wordsOf(pieces.slice(at + 1, next < 0 ? undefined : next)).join(" "),
  };
}

function isSupportedTurn(turn: number, pieces: Pieces): boolean {
  return pieces.map(slotOfPiece).some((slot) => {
    if (slot?.kind === "value") return slot.turn === turn;
    return slot?.kind === "finding" && "turn" in slot.finding && slot.finding.turn === turn;
  });
}

function isPointedAt(pieces: Pieces, at: number, language: FeedbackLanguage): boolean {
  const { pointers, pointing } = VOCABULARIES[language].references;
  const before = wordsOf(pieces.slice(0, at));
  return pointers.has(before[0] ?? "") && before.every((word) => pointing.has(word));
}

function isPlainCount(
  of: "left" | "right" | "all",
  pieces: Pieces,
  at: number,
  language: FeedbackLanguage,
): boolean {
  const { total, part, afterTotal } = VOCABULARIES[language].references;
  const { before, after } = wordsBeside(pieces, at);
  // The turn of a value beside it may be of the other side.
  if (part.test(before)) return of === "all";
  const previous = pieces.slice(0, at).findLast((piece) => "slot" in piece);
  const isListed = previous && slotOfPiece(previous)?.kind === "count" && afterTotal.test(before);
  return (isListed || total.test(before)) && afterTotal.test(after);
}

/**
 * Returns why a sentence relates turns to facts of others; null if it does not. A turn is named with
 * a value or finding of it, or pointed at ("Look at {turn4}."); a count only says how many turns there are.
 */
export function referenceFault(
  clauses: readonly SentencePiece[][],
  language: FeedbackLanguage,
): string | null {
  const pieces = clauses.flat();
  for (const [at, piece] of pieces.entries()) {
    const slot = slotOfPiece(piece);
    if (slot?.kind === "turn" && !isSupportedTurn(slot.turn, pieces) && !isPointedAt(pieces, at, language))
      return `{turn${slot.turn}} is named without a value of it`;
    if (slot?.kind === "count" && !isPlainCount(slot.of, pieces, at, language))
      return `{count.${slot.of}} is not a plain count of turns`;
  }
  return null;
}
