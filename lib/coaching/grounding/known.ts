import {
  type Evidence,
  isShown,
  MEASURES,
  type Measured,
  type MeasureKey,
  type MeasureSpec,
  type Turn,
} from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../analysis";
import type { WrittenNumber } from "./written";

type KnownKind = MeasureSpec["unit"] | "turn" | "moment" | "percent" | "count" | "hz";

/** A number that a text may contain. */
export interface KnownNumber {
  value: number;
  kind: KnownKind;
}

/** The moments by which a turn may be named: its switches and its apex, seconds of the clip. */
export const timesOf = ({ startS, apexS, endS }: Turn): number[] => [startS, apexS, endS];

const of = (kind: KnownKind, ...values: (number | null)[]): KnownNumber[] =>
  values.flatMap((value) => (value === null ? [] : [{ value, kind }]));

const shown = (table: Partial<Record<string, Measured>>, kind?: KnownKind): KnownNumber[] =>
  Object.entries(table).flatMap(([metric, measured]) =>
    isShown(measured)
      ? of(kind ?? MEASURES[metric as MeasureKey].unit, measured.value, measured.plusMinus)
      : [],
  );

/** Every number of an analysis, with what it is. */
export function knownNumbers({ turns, summary, still, view, outcome }: CoachedAnalysis): KnownNumber[] {
  const sides = (["left", "right"] as const).map((side) => turns.filter((turn) => turn.side === side).length);
  const variations = [...shown(summary.consistency, "ratio"), ...of("ratio", summary.rhythmCv)];
  return [
    ...of("count", turns.length, ...sides),
    ...turns.flatMap((turn) => [
      ...of("turn", turn.index),
      ...of("moment", ...timesOf(turn)),
      ...shown(turn.metrics),
    ]),
    ...(still ? shown(still.metrics) : []),
    ...shown(summary.symmetry, "percent"),
    ...shown(summary.fade),
    ...variations,
    ...variations.map(({ value }): KnownNumber => ({ value: 100 * value, kind: "percent" })),
    ...of("hz", summary.cadenceHz, summary.cadencePlusMinusHz ?? null),
    ...of("deg", view.offAxisDeg),
    ...of("moment", outcome.atS),
  ];
}

/** What evidence about earlier runs adds for the text that it stands under. */
export const knownByEvidence = (evidence: readonly Evidence[]): KnownNumber[] =>
  evidence.flatMap(({ statistic, metric, value }) =>
    statistic === "earlier" ? of(MEASURES[metric].unit, value) : [],
  );

/** A moment is a time and may be told as one; what is said to be a moment, a turn or in a unit must be just that. */
const fits = (written: WrittenNumber["kind"], known: KnownKind): boolean =>
  written === null || written === known || (written === "s" && known === "moment");

/**
 * Whether a number was measured, to the decimals it is written with: rounded, and with its sign put in words if need be.
 */
export function isKnown({ value, decimals, kind }: WrittenNumber, known: readonly KnownNumber[]): boolean {
  if (value === null) return false;
  // Half of the last decimal either way, so that rounding 0.5 up or to even are both the same number.
  const slack = 10 ** -decimals / 2 + 1e-9;
  return known.some((one) => {
    // Turns and counts are what they are: 3.4 is not turn 3.
    const exact = one.kind === "turn" || one.kind === "count";
    return fits(kind, one.kind) && Math.abs(Math.abs(one.value) - value) <= (exact ? 1e-9 : slack);
  });
}
