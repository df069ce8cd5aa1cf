import { A_TURN_FOLLOWS, MEASURED_IN } from "./units";
import { A_NUMBER_WORD, AN_ORDINAL, CARDINAL, ORDINAL, RUN_TOGETHER, SCALES, UNCOUNTED } from "./words";

/** A number written in words, at its place in the text. `value` is null for words that count something nobody measures. */
export interface SpelledNumber {
  from: number;
  to: number;
  value: number | null;
  decimals: number;
  ordinal: boolean;
}

/** `1.5 second`: a unit, whatever follows. */
const NUMBER_BEFORE = new RegExp(`(?:\\d|\\b${A_NUMBER_WORD})[\\s-]*$`, "i");
/** `degrees a second`, `a split second`: no ordinal, and no number of its own. */
const RATE_OR_SPLIT = /(?:(?:\bdeg(?:ree)?s?|°|\bturns?)\s*an?|\b(?:per|each|every|split))[\s-]*$/i;
/** Another one, not a second of time. */
const ANOTHER = /^\s+(?:turn|run|time|look|try|go|clip|point|thing|cue|drill)s?\b/i;
const ARTICLE_BEFORE = /\ban?\s+$/i;
/** `degrees a` and `turns a` begin a rate. */
const RATE_BEFORE = /(?:\bdeg(?:ree)?s?|°|\bturns?)\s*$/i;

/** What makes `one` and `a` a number: a unit, or what turns, times and runs are counted in. A foot is mostly a part of the body. */
const COUNTED =
  /^[\s-]*(?:more\s+|whole\s+|full\s+|single\s+)*(?:(?:left|right)\s+)?(?:turns?|times?|runs?)\b/i;
const FOOT =
  /^[\s-]*foot\b(?!\s+(?:apart|wide|wider|too|further|farther|closer|longer|shorter|higher|lower|away)\b)/i;
const OF_OTHERS = new RegExp(`^\\s+(?:in|out of|of)\\s+(?:\\d|${A_NUMBER_WORD}\\b)`, "i");
const OR_MORE = new RegExp(`^(?:\\s*[-–—]\\s*|\\s+(?:to|or)\\s+)(?:\\d|${A_NUMBER_WORD}\\b)`, "i");
const OF_BEFORE = /\bof\s+$/i;
const TURN_BEFORE = /\bturns?\s*$/i;
/** A unit that an article makes one of; `a turn` and `a torso` are things. */
const ONE_OF_A_UNIT =
  /^\s+(?:degrees?|per\s?cent|inch|yards?|cm|mm|met(?:er|re)|(?:centi|milli|kilo)met(?:er|re)|mile|minute|hour|kilo|kilogram|pound|newton|torso[\s-]length)\b/i;

const isNumber = (after: string): boolean =>
  (MEASURED_IN.test(after) && !FOOT.test(after)) ||
  COUNTED.test(after) ||
  OF_OTHERS.test(after) ||
  OR_MORE.test(after);

interface Word {
  word: string;
  from: number;
  to: number;
}

/** Whether nothing but a space or a hyphen, or an `and` of a larger number, joins two words to one number. */
const joins = (between: string): boolean => /^(?:\s+|-|\s+and\s+)$/i.test(between);

/**
 * Every number that a text spells in English words. `one` and `a` count before a unit or what is counted, `first` before a
 * turn: elsewhere the one is a pronoun and the other an adverb.
 */
export function spelledNumbers(text: string): SpelledNumber[] {
  const words = [...text.matchAll(/\b(?!and\b)[a-z]+/gi)].map(
    (match): Word => ({ word: match[0].toLowerCase(), from: match.index, to: match.index + match[0].length }),
  );
  const found: SpelledNumber[] = [];
  for (let at = 0; at < words.length; ) {
    const { number, next } = numberAt(text, words, at);
    if (number) found.push(number);
    at = next;
  }
  return found;
}

interface Reading {
  number: SpelledNumber | null;
  next: number;
}

function numberAt(text: string, words: Word[], at: number): Reading {
  const first = words[at]!;
  const none = { number: null, next: at + 1 };
  const spelled = (value: number | null, ordinal = false): Reading => ({
    number: { from: first.from, to: first.to, value, decimals: 0, ordinal },
    next: at + 1,
  });
  const [before, after] = [text.slice(0, first.from), text.slice(first.to)];

  if (first.word === "a" || first.word === "an") {
    return ONE_OF_A_UNIT.test(after) && !OF_BEFORE.test(before) ? spelled(1) : none;
  }
  if (first.word === "second" && NUMBER_BEFORE.test(before)) return none;
  if (first.word === "second" && !A_TURN_FOLLOWS.test(after)) {
    if (ARTICLE_BEFORE.test(before) && !RATE_BEFORE.test(before.replace(ARTICLE_BEFORE, ""))) {
      // What follows is no unit, so that a bare `a second` is looked up nowhere: no second is measured so coarsely.
      return ANOTHER.test(after) ? none : spelled(null);
    }
    if (RATE_OR_SPLIT.test(before)) return none;
  }
  // Also as it is often misspelt: nineth, twelveth.
  const ordinal =
    ORDINAL.get(first.word) ??
    (first.word.endsWith("th") ? CARDINAL.get(first.word.slice(0, -2)) : undefined);
  if (ordinal !== undefined) {
    return first.word === "first" && !A_TURN_FOLLOWS.test(after) && !LISTED_FIRST.test(after)
      ? none
      : spelled(ordinal, true);
  }
  if (UNCOUNTED.test(first.word)) return spelled(null);
  if (CARDINAL.has(first.word) || SCALES.has(first.word)) return cardinalAt(text, words, at);
  return RUN_TOGETHER.test(first.word) ? spelled(null) : none;
}

const LISTED_FIRST = new RegExp(
  `^(?:\\s*,\\s*|\\s*,?\\s*(?:and|or|to|through)\\s+(?:the\\s+)?)${AN_ORDINAL}\\b.*\\bturns?\\b`,
  "i",
);

/** The longest number that begins at a word: its tens and units, hundreds and thousands, ordinal end and decimals. */
function cardinalAt(text: string, words: Word[], at: number): Reading {
  const first = words[at]!;
  let next = at;
  let total = 0;
  let group = 0;
  let room = Number.POSITIVE_INFINITY;
  let last = first;
  const spelled = (value: number, decimals = 0, ordinal = false): SpelledNumber => ({
    from: first.from,
    to: last.to,
    value,
    decimals,
    ordinal,
  });
  for (; next < words.length; next++) {
    const word = words[next]!;
    if (next > at && !joins(text.slice(last.to, word.from))) break;
    const scale = SCALES.get(word.word);
    const value = CARDINAL.get(word.word);
    const tail = ORDINAL.get(word.word);
    if (scale === 100) group = Math.max(1, group) * 100;
    else if (scale) {
      total += Math.max(1, group) * scale;
      group = 0;
    } else if (value !== undefined && value < room) group += value;
    else if (tail !== undefined && tail > 0 && tail < room && room <= 10) {
      const isUnit = word.word === "second" && !A_TURN_FOLLOWS.test(text.slice(word.to));
      if (isUnit) break;
      last = word;
      return { number: spelled(total + group + tail, 0, true), next: next + 1 };
    } else break;
    // After a ten comes a unit, after a hundred a ten or a unit, after a unit nothing.
    room = scale ?? (value! >= 20 ? 10 : 0);
    last = word;
  }
  let value = total + group;
  let digits = "";
  if (words[next]?.word === "point") {
    for (let i = next + 1; i < words.length; i++) {
      const digit = CARDINAL.get(words[i]!.word);
      if (digit === undefined || !joins(text.slice(words[i - 1]!.to, words[i]!.from))) break;
      digits += digit;
      last = words[i]!;
    }
    if (digits) {
      value = Number(`${value}.${digits}`);
      next = words.indexOf(last) + 1;
    }
  }
  const isPronoun =
    first.word === "one" &&
    last === first &&
    !TURN_BEFORE.test(text.slice(0, first.from)) &&
    !isNumber(text.slice(last.to));
  return { number: isPronoun ? null : spelled(value, digits.length), next };
}
