import type { MeasureSpec } from "@/lib/analyses/schema";
import { A_NUMBER_WORD, AN_ORDINAL } from "./words";

/** What a number can be: a turn's index, how many turns there are, a moment of the run, or a quantity in a unit. */
export type NumberKind =
  | MeasureSpec["unit"]
  | "percent"
  | "hz"
  | "moment"
  | "turn"
  | "count"
  | "leftCount"
  | "rightCount";

/** Kinds that are told with a unit, which a number next to one in that unit may leave out. */
const QUANTITIES: ReadonlySet<NumberKind> = new Set([
  "deg",
  "s",
  "T",
  "deg/s",
  "percent",
  "moment",
  "ratio",
  "hz",
]);
export const isQuantity = (kinds: readonly NumberKind[]): boolean =>
  kinds.length > 0 && kinds.every((kind) => QUANTITIES.has(kind));

const KIND_OF_TURN = "whole|full|complete|linked|measured|slalom|clean|single";
const TURNS = `(?:(?:${KIND_OF_TURN})\\s+)?turns?\\b`;
const ofSide = (side: string) =>
  new RegExp(
    `^[\\s-]*(?:(?:${KIND_OF_TURN})\\s+)?(?:${side}(?:[\\s-]?hand(?:ed|ers?)?)?(?:\\s+${TURNS}|\\s+(?:and|or)\\s+(?:\\d+|${A_NUMBER_WORD})\\s+(?:left|right)\\b)|${TURNS}\\s+to\\s+(?:the|your)\\s+${side}\\b)`,
    "i",
  );
const PER = "(?:\\/|per\\s|an?\\s|each\\s|every\\s)\\s*";

/** Units of things that are measured, longest first; a number in any other is none of the analysis. */
const KNOWN_UNITS: readonly [unit: RegExp, kind: NumberKind][] = [
  [/^\s*(?:%|percent\b|per\s?cent\b|pct\b)/i, "percent"],
  [new RegExp(`^[\\s-]*(?:°|deg(?:ree)?s?\\b)\\s*${PER}s(?:ec(?:ond)?)?\\b`, "i"), "deg/s"],
  [/^[\s-]*(?:°|deg(?:ree)?s?\b)/i, "deg"],
  [/^[\s-]*(?:s|secs?|seconds?)\b/i, "s"],
  [/^[\s-]*(?:torso\b|torsos\b|of (?:a|your|the) torso\b)/i, "T"],
  [/^\s*T\b/, "T"],
  [
    /^[\s-]*(?:(?:times\s+)?(?:(?:the|your)\s+)?hip[\s-]widths?|of\s+(?:the|your)\s+(?:ankles?['’]?s?['’]?\s+gap|hip[\s-]width)|times\s+as\s+long\s+as\s+(?:the|your)\s+inside\s+(?:leg|one))(?![a-z])/i,
    "ratio",
  ],
  [new RegExp(`^\\s*(?:Hz\\b|turns?\\s*${PER}s(?:ec(?:ond)?)?\\b)`, "i"), "hz"],
  [ofSide("left"), "leftCount"],
  [ofSide("right"), "rightCount"],
  [new RegExp(`^[\\s-]*${TURNS}`, "i"), "count"],
];

const MULTIPLE = "x\\b|×|\\*|times\\b|fold\\b";
const LENGTHS =
  "inch(?:es)?|f(?:ee|oo)t|ft|yards?|yds?|miles?|(?:centi|milli|kilo)?met(?:er|re)s?|[ckm]?m|(?:ski|boot|pole|hand|arm|body|leg)[\\s-](?:lengths?|widths?)";
const PHYSICAL =
  "ms|milliseconds?|min(?:ute)?s?|hours?|h|fps|mph|km\\/h|kph|knots?|kg|kilos?|kilograms?|pounds?|lbs?|newtons?|n|gs?|rad(?:ian)?s?|watts?|calories|percentage";
/** What can be counted or scored, and is not. */
const THINGS = "frames?|points?|gates?|reps?|repetitions?|sets?|steps?|runs?";
/** Units of nothing in an analysis, temperatures and slopes over anything but time among them. */
const FOREIGN_UNIT = new RegExp(
  `^[\\s-]*(?:${MULTIPLE}|(?:${LENGTHS}|${PHYSICAL}|${THINGS})\\b|(?:°|deg(?:ree)?s?)\\s*(?:celsius|centigrade|fahrenheit)|(?:°|%|deg(?:ree)?s?|percent|torso lengths?)\\s*${PER}(?!s\\b|secs?\\b|second))`,
  "i",
);
const TEMPERATURE = /^\s*°?\s*[CF]\b/;
/** Whether a unit follows, of whichever kind: what makes `one` a number. */
export const MEASURED_IN = new RegExp(
  `^[\\s-]*(?:%|percent\\b|per\\s?cent\\b|°|deg(?:ree)?s?\\b|secs?\\b|seconds?\\b|torso\\b|hip[\\s-]width|${MULTIPLE}|(?:${LENGTHS}|${PHYSICAL})\\b)`,
  "i",
);

/** What follows a number: the kind of its unit, `foreign` for a unit of something not measured, null when none does. */
export function unitAfter(after: string): NumberKind | "foreign" | null {
  const known = KNOWN_UNITS.find(([pattern]) => pattern.test(after))?.[1];
  // `1.2 times your hip width` is one of ours, `2 times` is not.
  if (known === "ratio" || known === "deg/s" || known === "hz") return known;
  if (FOREIGN_UNIT.test(after) || TEMPERATURE.test(after)) return "foreign";
  return known ?? null;
}

const AT = /(?:\b(?:at|by)|@)\s+(?:(?:about|around|roughly|exactly|only|just)\s+)?$/i;
const STRICTLY_AT = /(?:\bat|@)\s+(?:(?:about|around|roughly|exactly|only|just)\s+)?$/i;
const FROM_TO =
  /(?:\b(?:from|until|till|after|before|between|since)\s+|\bturn\s+\d+[,:]?\s*|\(|(?:^|[,;(]\s*)around\s+)$/i;
const TO_END = /(?:\b(?:from|between|at)\s+|\()[\d.,]+\s*(?:s|secs?|seconds?)?\s*(?:and|to|until|-|–|—)\s*$/i;
const ON_THE_CLOCK = /^[\s-]*(?:s|secs?|seconds?)\s*(?:mark\b|into\b)/i;

/** A time is a moment of the run, how long something took, or, where the words leave it open, either. */
export function timeKinds(before: string, after: string): NumberKind[] {
  if (STRICTLY_AT.test(before)) return ["moment"];
  const either = AT.test(before) || FROM_TO.test(before) || TO_END.test(before) || ON_THE_CLOCK.test(after);
  return either ? ["s", "moment"] : ["s"];
}

const TURN_BEFORE = /\bturns?[\s-]*(?:number|no\.?|nr\.?|#)?\s*$/i;
const TURNS_BEFORE_LIST = /\bturns[\s-]*$/i;
const LISTS_ON = /^\s*(?:,|,?\s*and|,?\s*or|to|through|until|&|\+|-|–|—)\s*(?:turns?\s*)?$/i;
const JOINS_ON = /^\s*(?:and|or|to|through|until|&|\+|-|–|—)\s*(?:turns?\s*)?$/i;
const OUT_OF = /^\s*of\s+(?:the\s+)?$/i;
const FIRST_OR_LAST = /\b(?:first|last|final|opening)\s+$/i;

export const namesTurn = (before: string): boolean => TURN_BEFORE.test(before);
/** Whether a number goes on a list of turns: commas do after `turns`, words and dashes also after `turn`. */
export const goesOnTurns = (between: string, beforeList: string): boolean =>
  (TURNS_BEFORE_LIST.test(beforeList) ? LISTS_ON : JOINS_ON).test(between);
export const isOutOf = (between: string): boolean => OUT_OF.test(between);
/** The last three turns are places in the run, like turns by number. */
export const namesEndOfRun = (before: string): boolean => FIRST_OR_LAST.test(before);

const TURN_AFTER_WORDS = `\\s+(?:(?:${KIND_OF_TURN}|left|right|few|\\d+|${A_NUMBER_WORD})\\s+){0,2}(?:turns?|apex|switch)\\b`;
export const A_TURN_FOLLOWS = new RegExp(`^${TURN_AFTER_WORDS}`, "i");
const SHARE_BEFORE = new RegExp(`(?:\\b(?:an?|another|every|each|${A_NUMBER_WORD})|\\d)[\\s-]*$`, "i");
/** Each joint can be read in one way only: with several, a long list that fails would be tried in all of them. */
const LIST_JOINT = "(?:,|, (?:and |or )?| (?:and|or|to|through|until|&|-|–) |[-–]| )";
const ORDINAL_OF_TURN = new RegExp(
  `^(?:st|nd|rd|th)?(?:${LIST_JOINT}(?:the |your )?${AN_ORDINAL}){0,12}${TURN_AFTER_WORDS}`,
  "i",
);
/** `your third turn`, and not `a third of your turns` or `every third turn`. */
export const isOrdinalOfTurn = (before: string, after: string): boolean =>
  !SHARE_BEFORE.test(before) && ORDINAL_OF_TURN.test(after);
