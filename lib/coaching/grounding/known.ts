import {
  type Evidence,
  isShown,
  MEASURES,
  type Measured,
  type MeasureKey,
  type Turn,
} from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../analysis";
import type { NumberKind } from "./units";
import type { WrittenNumber } from "./written";

/** A number that a text may contain. */
export interface KnownNumber {
  value: number;
  kind: NumberKind;
  /** It says how uncertain another number is, and nothing about the skier. */
  isError?: true;
  /** Words without which it is not meant. */
  only?: RegExp;
}

/** How far off the line of travel the camera stands is an angle, and none of the skier's. */
const CAMERA = /\b(?:camera|filmed|filming|view|line of travel)\b/i;

/** The moments by which a turn may be named: its switches and its apex, seconds of the clip. */
export const timesOf = ({ startS, apexS, endS }: Turn): number[] => [startS, apexS, endS];

/** A fade is a difference between the ends of the run, and no value of its own. */
const CHANGE =
  /\b(?:more|less|fewer|lower|higher|later|earlier|sooner|slower|faster|quicker|longer|shorter|wider|narrower|steadier|drop\w*|f[ae]ll\w*|los[est]\w*|fad\w*|s[iau]nk\w*|sank|rise\w*|rose|gr[eo]w\w*|shr\w*nk\w*|chang\w*|differ\w*|gain\w*|increas\w*|decreas\w*|by|thirds?|start|end)\b/i;

const of = (kind: NumberKind, ...values: (number | null)[]): KnownNumber[] =>
  values.flatMap((value) => (value === null ? [] : [{ value, kind }]));

const shown = (table: Partial<Record<string, Measured>>, of?: NumberKind): KnownNumber[] =>
  Object.entries(table).flatMap(([measure, measured]): KnownNumber[] => {
    if (!isShown(measured)) return [];
    const kind = of ?? MEASURES[measure as MeasureKey].unit;
    return [
      { value: measured.value, kind },
      { value: measured.plusMinus, kind, isError: true },
    ];
  });

/** Every number of an analysis, with what it is. */
export function knownNumbers({ turns, summary, still, view, outcome }: CoachedAnalysis): KnownNumber[] {
  const onSide = (side: Turn["side"]) => turns.filter((turn) => turn.side === side).length;
  const variations = [...shown(summary.consistency, "ratio"), ...of("ratio", summary.rhythmCv)];
  return [
    ...of("count", turns.length),
    ...of("leftCount", onSide("left")),
    ...of("rightCount", onSide("right")),
    ...turns.flatMap((turn) => [
      ...of("turn", turn.index),
      ...of("moment", ...timesOf(turn)),
      ...shown(turn.measures),
    ]),
    ...(still ? shown(still.measures) : []),
    ...shown(summary.symmetry, "percent"),
    ...shown(summary.fade).map((one) => ({ ...one, only: CHANGE })),
    ...variations,
    ...variations.map((one): KnownNumber => ({ ...one, value: 100 * one.value, kind: "percent" })),
    ...of("hz", summary.cadenceHz),
    ...of("hz", summary.cadencePlusMinusHz ?? null).map((one): KnownNumber => ({ ...one, isError: true })),
    ...of("deg", view.offAxisDeg).map((one) => ({ ...one, only: CAMERA })),
    ...of("moment", outcome.atS),
  ];
}

/** What evidence about earlier runs adds for the text that it stands under. */
export const knownByEvidence = (evidence: readonly Evidence[]): KnownNumber[] =>
  evidence.flatMap(({ statistic, measure, value }) =>
    statistic === "earlier" ? of(MEASURES[measure].unit, value) : [],
  );

/** Turns and counts are whole: 3.4 is not turn 3, and nobody makes 4.0 of them. */
const EXACT: ReadonlySet<NumberKind> = new Set(["turn", "count", "leftCount", "rightCount"]);
/** What is measured to hundredths; a whole second is longer than a turn, and no rounding of one. */
const FINE: ReadonlySet<NumberKind> = new Set(["s", "moment", "T", "ratio", "hz"]);
const slackOfFine = (decimals: number): number => (decimals === 0 ? 0.02 : 0.05);
const NONE = 1e-9;

/** How far a number may be from the measured one: half of its last decimal either way, so that 0.5 rounds up or to even. */
function slackOf({ decimals, bare }: WrittenNumber, kind: NumberKind): number {
  if (EXACT.has(kind)) return decimals === 0 ? NONE : Number.NEGATIVE_INFINITY;
  const rounding = 10 ** -decimals / 2 + NONE;
  if (!FINE.has(kind)) return rounding;
  // A bare whole number is more likely to count something than to be a rounded share.
  return bare && decimals === 0 ? NONE : Math.min(rounding, slackOfFine(decimals) + NONE);
}

/**
 * Whether a number was measured as what it is said to be, to the decimals it is written with: rounded, and with its sign
 * put in words if need be.
 */
export function isKnown(written: WrittenNumber, known: readonly KnownNumber[], sentence: string): boolean {
  const { value, kinds, plusMinus } = written;
  if (value === null) return false;
  return known.some(
    (one) =>
      kinds.includes(one.kind) &&
      (plusMinus === null || plusMinus === (one.isError ?? false)) &&
      (one.only?.test(sentence) ?? true) &&
      Math.abs(Math.abs(one.value) - value) <= slackOf(written, one.kind),
  );
}
