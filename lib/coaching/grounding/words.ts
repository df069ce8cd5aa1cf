/** The English words that numbers are spelled with. */

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(
    " ",
  );

export const CARDINAL = new Map<string, number>([
  ...UNITS.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 20 + 10 * i] as const),
  ["nil", 0],
  ["nought", 0],
  ["naught", 0],
  ["fourty", 40],
]);
export const ORDINAL = new Map<string, number>([
  ...ORDINALS.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word.replace(/y$/, "ieth"), 20 + 10 * i] as const),
]);
export const SCALES = new Map([
  ["hundred", 100],
  ["thousand", 1_000],
]);

/** Any one word that is a number, for patterns of what stands beside one. */
export const A_NUMBER_WORD = `(?:${[...CARDINAL.keys(), ...SCALES.keys()].join("|")})`;
/** An ordinal in words or digits. */
export const AN_ORDINAL = `(?:\\d+(?:st|nd|rd|th)|(?:(?:${TENS.join("|")})-)?(?:${[...ORDINAL.keys()].join("|")}))`;

/** Shares and multiples by their stem, however it is bent: nothing measured is written like this. */
const MULTIPLES = "doubl|trebl|tripl|quadrupl|quintupl|sextupl|halv";
const SHARES =
  "half|quarters?|twice|thrice|couples?|dozens?|millions?|billions?|hundreds|thousands|tens|(?:twent|thirt|fou?rt|fift|sixt|sevent|eight|ninet)ies|thirds|(?:four|fif|six|seven|eigh|nin|ten|twelf|hundred|thousand)ths|(?:hundred|thousand)th|semi";
/** Words that count or multiply without a number that could be looked up. */
export const UNCOUNTED = new RegExp(
  `^(?:${SHARES}|(?:re)?(?:${MULTIPLES})(?:e|es|ed|ing|ings|y)?|(?:${A_NUMBER_WORD}|multi|mani|many)folds?|(?!ones$)${A_NUMBER_WORD}e?s|${A_NUMBER_WORD}(?:ish|some|odd|x))$`,
);
/** A number's word run into another, as in `fortyone` or `sixtyish`, which is one all the same. */
export const RUN_TOGETHER =
  /^(?:(?:twen|thir|for|four|fif|six|seven|eigh|nine)(?:ty|teen)|eleven|twelve|hundred|thousand)[a-z]+$/;

const TWO_OF_A_BODY =
  "skis|legs|hands|knees|ankles|arms|hips|shoulders|sides|poles|edges|boots|feet(?! (?:apart|wide|too|further))";
/**
 * Places in a run or a turn, names of drills, and turns of phrase: no quantities, though they hold a number's word. What is
 * measured is never written like this.
 */
const IDIOMS = new RegExp(
  `\\b(?:${[
    "(?:first|middle|last|final|opening|closing|top|bottom|upper|lower|each|every) thirds?(?! (?:left |right )?turns?)",
    "(?:first|second|top|bottom|upper|lower|other|last) half",
    "half[ -]?way",
    "(?:a |one )?(?:thousand|1,?000)[ -]steps?",
    "one (?:more )?turn (?:to|into|after|and) (?:the next|the other|another)",
    "one turn at a time",
    "no two (?:turns|runs)",
    "two things",
    `(?:your|the|these|those|both|on|with) two (?:${TWO_OF_A_BODY})`,
  ].join("|")})\\b`,
  "gi",
);

/** The text with idioms struck out, every character where it was. */
export const withoutIdioms = (text: string): string =>
  text.replace(IDIOMS, (idiom) => ";".repeat(idiom.length));
