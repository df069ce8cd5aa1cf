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

/** Measures by name, and an expression that matches the longest name at each position. */
const namesIn = (language: FeedbackLanguage) => {
  const entries = Object.entries(VOCABULARIES[language].names) as [MeasureKey, readonly string[]][];
  const measures = new Map(
    entries.flatMap(([measure, names]) => names.map((name) => [name, measure] as const)),
  );
  const longestFirst = [...measures.keys()].sort((a, b) => b.length - a.length);
  return { measures, pattern: new RegExp(`(?<![\\p{L}-])(?:${longestFirst.join("|")})(?![\\p{L}-])`, "gu") };
};

interface StatementReader {
  readText(text: string): string | null;
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
      return wrong ? `"${wrong}" is not allowed outside a slot` : null;
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
 * Returns why a sentence about a run is not grounded; null if it is. Text outside slots is vocabulary;
 * a value follows the name of its measure, and a finding shares its clause with no other slot.
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
