/** A number written in words, at its place in the text. `value` is null for words that count something nobody measures. */
export interface SpelledNumber {
  from: number;
  to: number;
  value: number | null;
  decimals: number;
  ordinal: boolean;
}

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(
    " ",
  );

const CARDINAL = new Map<string, number>([
  ...UNITS.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 20 + 10 * i] as const),
  ["nil", 0],
  ["nought", 0],
  ["fourty", 40],
]);
const ORDINAL = new Map<string, number>([
  ...ORDINALS.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word.replace(/y$/, "ieth"), 20 + 10 * i] as const),
]);
const SCALES = new Map([
  ["hundred", 100],
  ["thousand", 1_000],
]);
/** Shares and multiples: nothing measured is written like this. */
const UNCOUNTED =
  /^(?:half|halves|halved|quarters?|twice|thrice|doubled?|doubles|tripled?|treble|quadruple|dozens?|millions?|billions?|hundreds|thousands|tens|thirds|(?:four|fif|six|seven|eigh|nin|ten|twelf|hundred|thousand)ths|(?:hundred|thousand)th|(?:two|three|four|five|six|ten|hundred)fold)$/;

/** A number's word run into another, as in `fortyone` or `sixtyish`, which is one all the same. */
const RUN_TOGETHER =
  /^(?:(?:twen|thir|for|four|fif|six|seven|eigh|nine)(?:ty|teen)|eleven|twelve|hundred|thousand)[a-z]+$/;

/** Places in a run or a turn, and names of drills: no quantities, though they hold a number's word. */
const IDIOMS =
  /\b(?:first|middle|last|final|each|every) thirds?\b|\b(?:first|second|top|bottom|upper|lower|other|last) half\b|\bthousand steps\b/gi;
const TURN_LIKE = /^\s+(?:\w+\s+)?(?:turns?|apex|switch|gates?)\b/i;
const BEFORE_UNIT_SECOND = /(?:\b(?:an?|per|each|every|split)|\d)[\s-]*$/i;

/** The text with idioms blanked, every character where it was. */
export const withoutIdioms = (text: string): string =>
  text.replace(IDIOMS, (idiom) => " ".repeat(idiom.length));

interface Word {
  word: string;
  from: number;
  to: number;
}

/** Whether nothing but a space or a hyphen, or an `and` of a larger number, joins two words to one number. */
const joins = (between: string): boolean => /^(?:\s+|-|\s+and\s+)$/i.test(between);

/** Every number that a text spells in English words. `one` alone is a pronoun, `first` alone an adverb: neither counts. */
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

function numberAt(text: string, words: Word[], at: number): { number: SpelledNumber | null; next: number } {
  const first = words[at]!;
  const none = { number: null, next: at + 1 };
  const spelled = (to: number, value: number | null, decimals = 0, ordinal = false): SpelledNumber => ({
    from: first.from,
    to,
    value,
    decimals,
    ordinal,
  });
  // Also as it is often misspelt: nineth, twelveth.
  const ordinal =
    ORDINAL.get(first.word) ??
    (first.word.endsWith("th") ? CARDINAL.get(first.word.slice(0, -2)) : undefined);
  if (ordinal !== undefined) {
    if (first.word === "first" && !TURN_LIKE.test(text.slice(first.to))) return none;
    if (first.word === "second" && BEFORE_UNIT_SECOND.test(text.slice(0, first.from))) return none;
    return { number: spelled(first.to, ordinal, 0, true), next: at + 1 };
  }
  if (UNCOUNTED.test(first.word)) return { number: spelled(first.to, null), next: at + 1 };
  if (!CARDINAL.has(first.word) && !SCALES.has(first.word)) {
    return RUN_TOGETHER.test(first.word) ? { number: spelled(first.to, null), next: at + 1 } : none;
  }

  let next = at;
  let total = 0;
  let group = 0;
  let room = Number.POSITIVE_INFINITY;
  let last = first;
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
      return { number: spelled(word.to, total + group + tail, 0, true), next: next + 1 };
    } else break;
    // After a ten comes a unit, after a hundred a ten or a unit, after a unit nothing.
    room = scale ?? (value! >= 20 ? 10 : 0);
    last = word;
  }
  let value = total + group;
  let decimals = 0;
  if (words[next]?.word === "point") {
    const digits: string[] = [];
    for (let i = next + 1; i < words.length; i++) {
      const digit = CARDINAL.get(words[i]!.word);
      if (digit === undefined || !joins(text.slice(words[i - 1]!.to, words[i]!.from))) break;
      digits.push(String(digit));
      last = words[i]!;
    }
    if (digits.length > 0) {
      value = Number(`${value}.${digits.join("")}`);
      decimals = digits.join("").length;
      next += 1 + digits.length;
    }
  }
  const isPronoun =
    first.word === "one" && last === first && !/\bturns?\s*$/i.test(text.slice(0, first.from));
  return { number: isPronoun ? null : spelled(last.to, value, decimals), next };
}
