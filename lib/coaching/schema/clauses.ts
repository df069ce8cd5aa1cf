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

/** How the words around a value of a turn read: as that turn's, as another's, or as neither for certain. */
export type TurnReading = "own" | "other" | "unclear";

const slotsIn = (clause: readonly SentencePiece[]): TextSlot[] =>
  clause.flatMap((piece) => ("slot" in piece && piece.slot ? [piece.slot] : []));

const namesIn = (slots: readonly TextSlot[]): number[] =>
  slots.flatMap((slot) => (slot.kind === "turn" ? slot.turn : []));

/** How the turns named in one clause read when none of them is near the value. */
function readingBefore(clauses: readonly SentencePiece[][], turn: number): TurnReading {
  const before = clauses.map((clause) => new Set(namesIn(slotsIn(clause)))).findLast(({ size }) => size > 0);
  if (!before) return "unclear";
  if (!before.has(turn)) return "other";
  return before.size === 1 ? "own" : "unclear";
}

/** How a value reads in a clause that names several turns: each name before its values, or each after one. */
function readingAmong(about: readonly TextSlot[], slot: TextSlot, turn: number): TurnReading {
  const place = about.indexOf(slot);
  const isName = about.map(({ kind }) => kind === "turn");
  const namesFirst = isName[0] && isName.every((name, i) => !name || !isName[i + 1]);
  const namesLast = isName.every((name, i) => name === (i % 2 === 1)) && isName.length % 2 === 0;
  if (!namesFirst && !namesLast) return "unclear";
  const read = namesFirst ? about.slice(0, place).findLast(({ kind }) => kind === "turn") : about[place + 1];
  return read?.kind === "turn" && read.turn === turn ? "own" : "other";
}

/** Returns how a reader takes the value `slot` of a turn in `clauses[at]`, from the turns named around it. */
export function turnReading(clauses: readonly SentencePiece[][], at: number, slot: TextSlot): TurnReading {
  if (slot.kind !== "value" || slot.turn === null) return "own";
  const about = slotsIn(clauses[at]!).filter(({ kind }) => kind === "turn" || kind === "value");
  const names = new Set(namesIn(about));
  if (names.size === 0) return readingBefore(clauses.slice(0, at), slot.turn);
  if (!names.has(slot.turn)) return "other";
  return names.size === 1 ? "own" : readingAmong(about, slot, slot.turn);
}
