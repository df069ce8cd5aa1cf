import type { FeedbackLanguage, MeasureKey } from "@/lib/analyses/schema";
import { clausesOf, type SentencePiece, turnReading } from "../schema/clauses";
import type { SlotSource, TextSlot } from "../schema/slots";
import { referenceFault } from "./references";
import { VOCABULARIES } from "./vocabulary";

const MARK = "\u0000";

const citedBy = (slot: TextSlot): readonly MeasureKey[] => {
  if (slot.kind === "value") return [slot.measure];
  if (slot.kind !== "finding") return [];
  const { finding } = slot;
  if (finding.kind === "aFrame") return ["aFrameRatio", "shinMatchDeg"];
  return "measure" in finding ? [finding.measure] : [];
};

/** Names of measures by their text, and an expression that finds the longest at each place. */
const namesIn = (language: FeedbackLanguage) => {
  const entries = Object.entries(VOCABULARIES[language].names) as [MeasureKey, readonly string[]][];
  const measures = new Map(
    entries.flatMap(([measure, names]) => names.map((name) => [name, measure] as const)),
  );
  const longestFirst = [...measures.keys()].sort((a, b) => b.length - a.length);
  return { measures, pattern: new RegExp(`(?<![\\p{L}-])(?:${longestFirst.join("|")})(?![\\p{L}-])`, "gu") };
};

interface StatementReader {
  /** Returns what is wrong with a piece of text. */
  readText(text: string): string | null;
  /** Returns what is wrong with a filled slot in its clause. */
  readSlot(name: string, slot: TextSlot, clause: readonly SentencePiece[], at: number): string | null;
}

function statementReader(clauses: readonly SentencePiece[][], language: FeedbackLanguage): StatementReader {
  const { statement } = VOCABULARIES[language];
  const { measures, pattern } = namesIn(language);
  const cited = new Set(
    clauses.flat().flatMap((piece) => ("slot" in piece && piece.slot ? citedBy(piece.slot) : [])),
  );
  let named: MeasureKey | null = null;
  return {
    readText(text) {
      const rest = text.toLowerCase().replace(pattern, (name) => {
        named = measures.get(name)!;
        return cited.has(named) ? " " : MARK;
      });
      if (rest.includes(MARK)) return `"${text.trim()}" names a measure without a slot of it`;
      const wrong = rest.match(/[^\s,;:()]+/gu)?.find((word) => !statement.has(word));
      return wrong ? `"${wrong}" may not stand outside a slot` : null;
    },
    readSlot(name, slot, clause, at) {
      if (slot.kind === "finding") {
        const alone = clause.filter((piece) => "slot" in piece).length === 1;
        return alone ? null : `{${name}} shares its clause with another slot`;
      }
      if (slot.kind !== "value") return null;
      if (named !== slot.measure) return `{${name}} does not follow the name of its measure`;
      return turnReading(clauses, at, slot) === "other" ? `{${name}} reads as another turn's` : null;
    },
  };
}

/**
 * Returns what is wrong with a sentence about a run; null when nothing is. Facts come from slots only: around
 * them stand the words of the vocabulary and the names of the measures that the sentence cites, each value
 * after the name of its measure and in a clause about its turn, and each finding in a clause of its own.
 */
export function statementFault(
  sentence: string,
  source: SlotSource,
  language: FeedbackLanguage,
): string | null {
  const clauses = clausesOf(sentence.replace(/[.!]+$/, ""), source);
  const pieces = clauses.flat();
  const unknown = pieces.find((piece) => "name" in piece && piece.slot === null);
  if (unknown && "name" in unknown) return `There is no slot {${unknown.name}}`;
  if (!pieces.some((piece) => "slot" in piece)) return "There is no slot";

  const reader = statementReader(clauses, language);
  for (const [at, clause] of clauses.entries()) {
    for (const piece of clause) {
      const fault =
        "text" in piece ? reader.readText(piece.text) : reader.readSlot(piece.name, piece.slot!, clause, at);
      if (fault) return fault;
    }
  }
  return referenceFault(clauses, language);
}
