import type { FeedbackLanguage, MeasureKey } from "@/lib/analyses/schema";
import { clausesOf, turnReading } from "../schema/clauses";
import type { SlotSource, TextSlot } from "../schema/slots";
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
  const slots = pieces.flatMap((piece) => ("slot" in piece && piece.slot ? [piece.slot] : []));
  if (slots.length === 0) return "There is no slot";

  const { statement } = VOCABULARIES[language];
  const { measures, pattern } = namesIn(language);
  const cited = new Set(slots.flatMap(citedBy));
  let named: MeasureKey | null = null;
  for (const [at, clause] of clauses.entries()) {
    for (const piece of clause) {
      if ("text" in piece) {
        const rest = piece.text.toLowerCase().replace(pattern, (name) => {
          named = measures.get(name)!;
          return cited.has(named) ? " " : MARK;
        });
        if (rest.includes(MARK)) return `"${piece.text.trim()}" names a measure without a slot of it`;
        const wrong = rest.match(/[^\s,;:()]+/gu)?.find((word) => !statement.has(word));
        if (wrong) return `"${wrong}" may not stand outside a slot`;
        continue;
      }
      const slot = piece.slot!;
      if (slot.kind === "finding" && clause.some((other) => other !== piece && "slot" in other))
        return `{${piece.name}} shares its clause with another slot`;
      if (slot.kind !== "value") continue;
      if (named !== slot.measure) return `{${piece.name}} does not follow the name of its measure`;
      if (turnReading(clauses, at, slot) === "other") return `{${piece.name}} reads as another turn's`;
    }
  }
  return null;
}
