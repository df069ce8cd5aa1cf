import type { AnalysisResult, Finding, MeasureKey } from "@/lib/analyses/schema";
import { isShown } from "@/lib/analyses/schema/is-shown";

/** What slots refer to: the turns or the photo of an analysis, and the findings of the text. */
export interface SlotSource extends Pick<AnalysisResult, "turns" | "still"> {
  findings: readonly Finding[];
}

export interface ValueSlot {
  kind: "value";
  /** Null for a photo. */
  turn: number | null;
  measure: MeasureKey;
  value: number;
  plusMinus: number;
}

export type TextSlot =
  | { kind: "turn"; turn: number }
  | { kind: "count"; of: "left" | "right" | "all"; count: number }
  | { kind: "finding"; finding: Finding }
  | ValueSlot;

/** A piece of text: plain, or the name of a slot without its braces. */
export type TextPiece = { text: string } | { name: string };

/** Cuts a text at its slots. A brace that belongs to no slot stays in the plain text. */
export const piecesOf = (text: string): TextPiece[] =>
  text.split(/(\{[^{}]*\})/).flatMap((piece): TextPiece[] => {
    if (piece === "") return [];
    return /^\{[^{}]*\}$/.test(piece) ? [{ name: piece.slice(1, -1) }] : [{ text: piece }];
  });

/** Cuts a text after each full stop, exclamation or question mark that a space follows. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter(Boolean);

/** Returns the slot of a name; null when the analysis has no such value, turn or finding. */
export function slotOf(name: string, { turns, still, findings }: SlotSource): TextSlot | null {
  const [, owner, index, key] = /^(turn|photo|count|finding)([1-9]\d*)?(?:\.(\w+))?$/.exec(name) ?? [];
  if (owner === "finding" && index && !key) {
    const finding = findings.find(({ id }) => id === Number(index));
    return finding ? { kind: "finding", finding } : null;
  }
  if (owner === "count" && !index) return countOf(key, turns);
  if (owner === "photo" && !index) return valueSlotOf(null, key, still?.measures);
  const turn = owner === "turn" ? turns.find((one) => one.index === Number(index)) : undefined;
  if (!turn) return null;
  return key ? valueSlotOf(turn.index, key, turn.measures) : { kind: "turn", turn: turn.index };
}

function countOf(of: string | undefined, turns: SlotSource["turns"]): TextSlot | null {
  if (of === "all") return { kind: "count", of, count: turns.length };
  if (of !== "left" && of !== "right") return null;
  return { kind: "count", of, count: turns.filter(({ side }) => side === of).length };
}

function valueSlotOf(
  turn: number | null,
  key: string | undefined,
  measures: SlotSource["turns"][number]["measures"] | undefined,
): ValueSlot | null {
  const measure = key as MeasureKey;
  const measured = measures && Object.hasOwn(measures, measure) ? measures[measure] : undefined;
  if (!isShown(measured)) return null;
  return { kind: "value", turn, measure, value: measured.value, plusMinus: measured.plusMinus };
}
