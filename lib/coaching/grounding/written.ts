import { spelledNumbers } from "./number-words";
import {
  goesOnTurns,
  isOrdinalOfTurn,
  isOutOf,
  isQuantity,
  type NumberKind,
  namesEndOfRun,
  namesTurn,
  timeKinds,
  unitAfter,
} from "./units";
import { A_NUMBER_WORD, withoutIdioms } from "./words";

/** A number as somebody wrote it. `value` is null for what is a number but none that can be looked up. */
export interface WrittenNumber {
  written: string;
  value: number | null;
  decimals: number;
  /** What it may be by the words around it; empty when that is nothing an analysis holds. */
  kinds: readonly NumberKind[];
  /** Whether it has a unit or a name of its own. A bare number is taken for what its sentence speaks of. */
  bare: boolean;
  /** Whether it is said to be an uncertainty; null where it may be one. */
  plusMinus: boolean | null;
}

/** What can be read for certain: Latin letters, digits, punctuation and a few signs. Anything else may be a number in disguise. */
const READABLE = /^[\p{Script=Latin}0-9\p{P}\s°±×÷+=<>~$|^]*$/u;

/**
 * A text with every way to dress up a digit or a letter undone: full-width digits, invisible characters, accents. Null when
 * something is left that cannot be read for certain, as raised digits, fractions in one sign and Roman numerals of their own,
 * which would turn into other numbers.
 */
export function plain(text: string): string | null {
  if (/[\p{Nl}\p{No}]/u.test(text)) return null;
  const folded = text
    .replaceAll("º", "°")
    .replaceAll("\u2212", "-")
    .replaceAll("≈", "~")
    .replaceAll("→", " to ")
    .normalize("NFKD")
    .replace(/[\p{Cf}\p{M}]/gu, "")
    .replaceAll("\u2044", "/")
    // Long gaps would only keep the patterns busy.
    .replace(/\s+/g, " ");
  return READABLE.test(folded) ? folded : null;
}

const ORDINAL_AFTER = /^(?:st|nd|rd|th)\b/i;
/** Fractions, ratios, powers of ten and clock times: nothing measured is written like this. */
const COMPOUND = /\d+(?:\s*\/\s*|:|\s+:\s*)\d+|\d(?:[.,]\d+)?e[+-]?\d+/gi;
const ROMAN = /\b(?:[IVXLC]{2,}|[IVXLCDM]{3,}|(?<=\b[Tt]urns?\s)(?:[IVX]+|[ivx]+))\b/g;

/** Something that makes the next digits no plain number: a letter, a sign of money or of multiplication, a lone point. */
const DISGUISED_BEFORE =
  /(?:[\p{L}$^*×=_]|\bx\s+|(?<!\bturns?\s*)#\s*|\bpoint[\s-]+|\bfactor\s+(?:of\s+)?)$/iu;
const DECADE_BEFORE = /\b(?:mid|low|high|upper|lower|early|late)[\s-]*(?:the\s+)?$/i;
/** What may stand after a number without a unit; a noun there is what it counts. */
const NOTHING_COUNTED =
  /^(?:\s*$|\s*[.,;:!?)\]…]+(?:\s|$)|\s+[–—-]\s|\s*[±~<>]|\s*\+\s*\/|\s+(?:in(?!\s+(?:a\s+row|\d))|on|at|to|and|or|but|than|from|with|while|when|as|against|versus|vs|during|over|through|across|by|before|after|between|there|here|again|apart|only|too|more|less|later|earlier|sooner|plus|give|compared)\b)/i;
/** `0.58 of the turn` is a place in it, `0.5 of your turns` a count in disguise. */
const OF_SOMETHING = new RegExp(
  `^\\s+of\\b(?!\\s+(?:\\d|${A_NUMBER_WORD}\\b|(?:[a-z]+\\s+){0,3}turns\\b))`,
  "i",
);
const PLUS_MINUS =
  /(?:±|\+\s*\/?\s*-|\bplus(?:[\s-]or)?[\s-]minus(?:\s+(?:of|is))?|\bgive or take|\buncertainty(?:\s+(?:of|is))?)\s*(?:about\s+)?$/i;
const WITHIN = /\bwithin\s+(?:about\s+)?$/i;
/** `49 degrees in turn 5 and 33 in turn 4`: no list of turns. */
const IN_ITS_OWN_TURN = /^\s+in\s+turn\b/i;
/** What stands between two numbers of which the first may leave the unit to the second. */
const SHARES_UNIT =
  /^\s*(?:-|–|—|,?\s*(?:to|through|or|and)|,|versus|vs\.?|against|±|\+\s*\/?\s*-|,?\s*plus or minus|,?\s*give or take)\s*(?:(?:only|about|around|just|at most)\s+)?$/i;

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

/** Every number in a sentence made plain, in digits or in words, with what it is said to be. */
export function writtenNumbers(plainText: string): WrittenNumber[] {
  const text = withoutIdioms(plainText);
  const found = [
    ...[...text.matchAll(COMPOUND)].map(lost),
    ...[...text.matchAll(ROMAN)].map(lost),
    ...[...text.matchAll(/\d+(?:[.,]\d+)*|\.\d+/g)].map((match) => digitNumber(match, text)),
    ...spelledNumbers(text),
  ].sort((a, b) => a.from - b.from);
  const kinds = sharedUnits(found, kindsOf(found, text), text);
  // A number without a unit may be one that has none, or whatever else the sentence speaks of.
  const spokenOf = [...new Set(kinds.flatMap((own) => (own && isQuantity(own) ? own : [])))];
  return found.map((number, i) => {
    const own = kinds[i]!;
    const { from, to, value, decimals } = number;
    return {
      written: text.slice(from, to),
      value,
      decimals,
      kinds: own ?? (countsNothing(number, text) ? [...new Set(["ratio", "hz", ...spokenOf] as const)] : []),
      bare: own === null,
      plusMinus: PLUS_MINUS.test(text.slice(0, from)) || (WITHIN.test(text.slice(0, from)) ? null : false),
    };
  });
}

function countsNothing({ to, decimals }: Found, text: string): boolean {
  const after = text.slice(to);
  return NOTHING_COUNTED.test(after) || (decimals > 0 && OF_SOMETHING.test(after));
}

/** The kinds of each number by its own words; null where it has none. */
function kindsOf(found: readonly Found[], text: string): (readonly NumberKind[] | null)[] {
  let turns: TurnList | null = null;
  return found.map((number) => {
    const isListed =
      turns !== null &&
      number.decimals === 0 &&
      goesOnTurns(text.slice(turns.to, number.from), text.slice(0, turns.from)) &&
      !IN_ITS_OWN_TURN.test(text.slice(number.to));
    const kinds = kindsAlone(number, text, turns, isListed);
    if (kinds?.[0] === "turn") turns = { from: isListed ? turns!.from : number.from, to: number.to };
    return kinds;
  });
}

/** The turns named last: where the first of them is written and where the last one ends. */
interface TurnList {
  from: number;
  to: number;
}

function kindsAlone(
  number: Found,
  text: string,
  turns: TurnList | null,
  isListed: boolean,
): readonly NumberKind[] | null {
  const [before, after] = [text.slice(0, number.from), text.slice(number.to)];
  if (DISGUISED_BEFORE.test(before)) return [];
  if (number.ordinal) return isOrdinalOfTurn(before, after) ? ["turn"] : [];
  const unit = unitAfter(after);
  if (unit === "foreign") return [];
  if (unit === "s") return DECADE_BEFORE.test(before) ? [] : timeKinds(before, after);
  if (unit && isQuantity([unit])) return [unit];
  if (isListed || namesTurn(before)) return number.decimals === 0 ? ["turn"] : [];
  if (turns && isOutOf(text.slice(turns.to, number.from))) return ["count"];
  if (unit === "count" && namesEndOfRun(before)) return ["turn"];
  return unit && [unit];
}

/** Gives a number without a unit that of the next one, as in `33 to 49 degrees`. */
function sharedUnits(
  found: readonly Found[],
  kinds: readonly (readonly NumberKind[] | null)[],
  text: string,
): (readonly NumberKind[] | null)[] {
  const shared = [...kinds];
  for (let i = found.length - 2; i >= 0; i--) {
    const next = shared[i + 1];
    const between = text.slice(found[i]!.to, found[i + 1]!.from);
    if (shared[i] === null && next && isQuantity(next) && SHARES_UNIT.test(between)) shared[i] = next;
  }
  return shared;
}
