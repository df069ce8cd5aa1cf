import { piecesOf, type SlotSource, slotOf, type TextSlot } from "./slots";

export type SentencePiece = { text: string } | { name: string; slot: TextSlot | null };

/** Cuts a sentence into clauses at punctuation that separates them, and each clause into text and slots. */
export function clausesOf(sentence: string, source: SlotSource): SentencePiece[][] {
  const clauses: SentencePiece[][] = [[]];
  for (const piece of piecesOf(sentence)) {
    if ("name" in piece) {
      clauses.at(-1)!.push({ name: piece.name, slot: slotOf(piece.name, source) });
      continue;
    }
    piece.text.split(/(?<=[,;:()])/).forEach((text, i) => {
      if (i > 0) clauses.push([]);
      clauses.at(-1)!.push({ text });
    });
  }
  return clauses;
}

/** The turn to which a reader assigns a value: its own, another one, or unclear. */
export type TurnReading = "own" | "other" | "unclear";

const slotsIn = (clause: readonly SentencePiece[]): TextSlot[] =>
  clause.flatMap((piece) => ("slot" in piece && piece.slot ? [piece.slot] : []));

const namesIn = (slots: readonly TextSlot[]): number[] =>
  slots.flatMap((slot) => (slot.kind === "turn" ? slot.turn : []));

/** The reading of a value in a clause without a turn, by the turns of the clauses before it. */
function readingBefore(clauses: readonly SentencePiece[][], turn: number): TurnReading {
  const before = clauses.map((clause) => new Set(namesIn(slotsIn(clause)))).findLast(({ size }) => size > 0);
  if (!before) return "unclear";
  if (!before.has(turn)) return "other";
  return before.size === 1 ? "own" : "unclear";
}

/** The reading of a value in a clause with several turns, each before its values or each after its value. */
function readingAmong(about: readonly TextSlot[], slot: TextSlot, turn: number): TurnReading {
  const place = about.indexOf(slot);
  const isName = about.map(({ kind }) => kind === "turn");
  const namesFirst = isName[0] && isName.every((name, i) => !name || !isName[i + 1]);
  const namesLast = isName.every((name, i) => name === (i % 2 === 1)) && isName.length % 2 === 0;
  if (!namesFirst && !namesLast) return "unclear";
  const read = namesFirst ? about.slice(0, place).findLast(({ kind }) => kind === "turn") : about[place + 1];
  return read?.kind === "turn" && read.turn === turn ? "own" : "other";
}

/** Returns the reading of the value `slot` in `clauses[at]`, by the turns that the sentence names. */
export function turnReading(clauses: readonly SentencePiece[][], at: number, slot: TextSlot): TurnReading {
  if (slot.kind !== "value" || slot.turn === null) return "own";
  const about = slotsIn(clauses[at]!).filter(({ kind }) => kind === "turn" || kind === "value");
  const names = new Set(namesIn(about));
  if (names.size === 0) return readingBefore(clauses.slice(0, at), slot.turn);
  if (!names.has(slot.turn)) return "other";
  return names.size === 1 ? "own" : readingAmong(about, slot, slot.turn);
}
