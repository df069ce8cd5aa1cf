import { spelledNumbers, withoutIdioms } from "./number-words";

/** What a number is said to be: a turn's index, a moment of the run, or a quantity in a unit. */
export type NumberKind = "turn" | "count" | "moment" | "s" | "deg" | "deg/s" | "T" | "percent" | "foreign";

/** A number as somebody wrote it. `value` is null for what is a number but none that can be looked up. */
export interface WrittenNumber {
  written: string;
  value: number | null;
  decimals: number;
  /** Null where the text does not say. */
  kind: NumberKind | null;
}

/** What can be read for certain: Latin letters, digits, punctuation and a few signs. Anything else may be a number in disguise. */
const READABLE = /^[\p{Script=Latin}0-9\p{P}\s°±×÷+=<>~$|^]*$/u;

/**
 * A text with every way to dress up a digit or a letter undone: full-width and raised digits, fractions in one sign, invisible
 * characters, accents. Null when something is left that cannot be read for certain.
 */
export function plain(text: string): string | null {
  // Roman numerals of their own would turn into letters.
  if (/\p{Nl}/u.test(text)) return null;
  const folded = text
    .replaceAll("º", "°")
    .normalize("NFKD")
    .replace(/[\p{Cf}\p{M}]/gu, "")
    .replaceAll("\u2044", "/");
  return READABLE.test(folded) ? folded : null;
}

const UNITS: readonly [unit: RegExp, kind: NumberKind][] = [
  [/^[\s-]*(?:%|percent\b|per cent\b|percentage\b)/i, "percent"],
  [/^[\s-]*(?:°|deg(?:ree)?s?\b)\s*(?:\/\s*s|per second|a second|each second)/i, "deg/s"],
  [/^[\s-]*(?:°|deg(?:ree)?s?\b)/i, "deg"],
  [/^[\s-]*(?:s|secs?|seconds?)\b/i, "s"],
  [/^[\s-]*torso/i, "T"],
  [
    /^[\s-]*(?:ms|milliseconds?|min(?:ute)?s?|h|hours?|k?m|cm|mm|met(?:er|re)s?|kilomet(?:er|re)s?|f(?:ee|oo)t|miles?|mph|km\/h|kph|kg|kilos?|n|newtons?|g|rad(?:ian)?s?)\b/i,
    "foreign",
  ],
  [/^[\s-]*(?:[a-z]+\s+){0,2}turns?\b(?!\s+(?:a|per)\s+second)/i, "count"],
];
const TURN_BEFORE = /\bturns?[\s-]*(?:number|no\.?|nr\.?|#)?\s*$/i;
const LISTS_ON = /^\s*(?:,|,?\s*and|,?\s*or|to|through|until|&|\+|-|–|—)\s*(?:turns?\s*)?$/i;
const MOMENT_BEFORE = /\b(?:at|around|by|@)\s+(?:about\s+|around\s+|roughly\s+|exactly\s+)?$/i;
const ORDINAL_AFTER = /^(?:st|nd|rd|th)\b/i;
/** Fractions, powers of ten and clock times: nothing measured is written like this. */
const COMPOUND = /\d+\s*[/:]\s*\d+|\d(?:[.,]\d+)?e[+-]?\d+/gi;
const ROMAN = /\b(?:[IVXLC]{2,}|(?<=\bturns?\s)[IVX])\b/g;

interface Found {
  from: number;
  to: number;
  value: number | null;
  decimals: number;
  ordinal: boolean;
}

function digitNumber(match: RegExpExecArray, text: string): Found {
  const [digits] = match;
  const to = match.index + digits.length;
  const parts = digits.split(/[.,]/);
  const grouped = parts.length === 2 && digits.includes(",") && parts[1]!.length === 3 && parts[0] !== "0";
  const value = parts.length > 2 || grouped ? null : Number(digits.replace(",", "."));
  return {
    from: match.index,
    to,
    value,
    decimals: parts[1]?.length ?? 0,
    ordinal: ORDINAL_AFTER.test(text.slice(to)),
  };
}

const lost = (match: RegExpExecArray): Found => ({
  from: match.index,
  to: match.index + match[0].length,
  value: null,
  decimals: 0,
  ordinal: false,
});

/** Every number in a text made plain, in digits or in words, with what it is said to be. */
export function writtenNumbers(plainText: string): WrittenNumber[] {
  const text = withoutIdioms(plainText);
  const found = [
    ...[...text.matchAll(COMPOUND)].map(lost),
    ...[...text.matchAll(ROMAN)].map(lost),
    ...[...text.matchAll(/\d+(?:[.,]\d+)*|\.\d+/g)].map((match) => digitNumber(match, text)),
    ...spelledNumbers(text),
  ].sort((a, b) => a.from - b.from);
  let turnsUpTo = -1;
  return found.map((number) => {
    const kind = kindOf(number, text, turnsUpTo);
    if (kind === "turn") turnsUpTo = number.to;
    const { value, decimals } = number;
    return { written: text.slice(number.from, number.to), value, decimals, kind };
  });
}

function kindOf(number: Found, text: string, turnsUpTo: number): NumberKind | null {
  const [before, after] = [text.slice(0, number.from), text.slice(number.to)];
  const unit = UNITS.find(([pattern]) => pattern.test(after))?.[1] ?? null;
  if (number.ordinal) return "turn";
  if (unit === "s" && MOMENT_BEFORE.test(before)) return "moment";
  if (unit && unit !== "count") return unit;
  const listed = turnsUpTo >= 0 && LISTS_ON.test(text.slice(turnsUpTo, number.from));
  return number.decimals === 0 && (listed || TURN_BEFORE.test(before)) ? "turn" : unit;
}
