import {
  type Evidence,
  isShown,
  type MeasureKey,
  measureKeys,
  SAME_AS,
  type Statistic,
} from "@/lib/analyses/schema";
import { median, roundTo } from "@/lib/pose/statistics";
import type { CoachedAnalysis, EarlierRun } from "../material";
import type { FindingDraft } from "./supported-finding";
import { evidenceOf, extreme, medianOf, type TurnValue, valuesOf } from "./turn-values";

/** The smallest difference that is a finding, in standard errors. */
export const CLEAR_ERRORS = 2;
/** Divisor for a single turn, because the largest of several values exceeds the others by chance. */
const CLEAR_OF_CHANCE = 1.5;
const LEAST_OTHER_TURNS = 3;
/** Scales a median absolute deviation to a standard deviation. */
const MAD_TO_DEVIATION = 1.4826;
/** 0.1 percent, the last decimal shown; a smaller spread comes from rounded values. */
const LEAST_SPREAD = 0.001;

const KEYS = measureKeys.filter((key) => !SAME_AS[key]);

const wholeRun = (measure: MeasureKey, statistic: Statistic, value: number, atS: number): Evidence => ({
  turn: null,
  atS,
  measure,
  statistic,
  value,
});

const isTurn = (one: TurnValue | null): one is TurnValue => one !== null;

function sides({ turns, summary }: CoachedAnalysis, measure: MeasureKey): FindingDraft[] {
  const symmetry = summary.symmetry[measure];
  const first = turns[0];
  if (!isShown(symmetry) || symmetry.plusMinus === 0 || !first) return [];
  const { value, plusMinus } = symmetry;
  const size = Math.abs(value) / plusMinus;
  const data = { measure, value, plusMinus, turn: null };
  if (size <= 1) {
    const evidence = [wholeRun(measure, "symmetry", value, first.apexS)];
    return [{ finding: { ...data, kind: "even" }, size, evidence }];
  }
  if (size < CLEAR_ERRORS) return [];
  const of = (side: "left" | "right") =>
    valuesOf(
      turns.filter((turn) => turn.side === side),
      measure,
    );
  const ends = [extreme(of("right"), Math.sign(value)), extreme(of("left"), -Math.sign(value))].filter(
    isTurn,
  );
  const evidence = [
    wholeRun(measure, "symmetry", value, ends[0]?.turn.apexS ?? first.apexS),
    ...ends.map((one) => evidenceOf(one, measure)),
  ];
  return [{ finding: { ...data, kind: "sides" }, size, evidence }];
}

function fade({ turns, summary }: CoachedAnalysis, measure: MeasureKey): FindingDraft[] {
  const faded = summary.fade[measure];
  if (!isShown(faded) || faded.plusMinus === 0) return [];
  const { value, plusMinus } = faded;
  const size = Math.abs(value) / plusMinus;
  const third = Math.floor(turns.length / 3);
  const first = extreme(valuesOf(turns.slice(0, third), measure), -Math.sign(value));
  const last = extreme(valuesOf(turns.slice(turns.length - third), measure), Math.sign(value));
  if (size < CLEAR_ERRORS || !first || !last) return [];
  const evidence = [
    wholeRun(measure, "fade", value, last.turn.apexS),
    evidenceOf(last, measure),
    evidenceOf(first, measure),
  ];
  return [{ finding: { kind: "fade", measure, value, plusMinus, turn: null }, size, evidence }];
}

function singleTurn({ turns }: CoachedAnalysis, measure: MeasureKey, sign: 1 | -1): FindingDraft[] {
  const all = valuesOf(turns, measure);
  const odd = extreme(all, sign);
  if (!odd || all.length <= LEAST_OTHER_TURNS) return [];
  const others = all.filter((one) => one !== odd);
  const values = others.map(({ shown }) => shown.value);
  const usual = median(values);
  const spread = MAD_TO_DEVIATION * median(values.map((value) => Math.abs(value - usual)));
  const plusMinus = Math.hypot(odd.shown.plusMinus, spread);
  const value = odd.shown.value - usual;
  const size = (sign * value) / plusMinus / CLEAR_OF_CHANCE;
  if (!(size >= CLEAR_ERRORS) || plusMinus === 0) return [];
  return [
    {
      finding: {
        kind: "turn",
        measure,
        value: roundTo(value, 3),
        plusMinus: roundTo(plusMinus, 3),
        turn: odd.turn.index,
      },
      size,
      evidence: [evidenceOf(odd, measure), evidenceOf(extreme(others, -sign)!, measure)],
    },
  ];
}

function sinceEarlier(
  { turns }: CoachedAnalysis,
  earlier: readonly EarlierRun[],
  measure: MeasureKey,
): FindingDraft[] {
  const now = medianOf(turns, measure);
  const shown = valuesOf(turns, measure)[0];
  if (!now || !shown) return [];
  return earlier.flatMap(({ medians }): FindingDraft[] => {
    const then = medians[measure];
    if (!then) return [];
    const value = now.value - then.value;
    const plusMinus = Math.hypot(now.plusMinus, then.plusMinus);
    const size = Math.abs(value) / plusMinus;
    if (!(size >= CLEAR_ERRORS) || plusMinus === 0) return [];
    const finding = { measure, value: roundTo(value, 3), plusMinus: roundTo(plusMinus, 3), turn: null };
    const evidence = [wholeRun(measure, "earlier", then.value, shown.turn.apexS)];
    return [{ finding: { ...finding, kind: "earlier" }, size, evidence }];
  });
}

function spread({ turns, summary }: CoachedAnalysis, measure: MeasureKey): FindingDraft[] {
  const shown = summary.consistency[measure];
  if (!isShown(shown) || shown.value < LEAST_SPREAD || !turns[0]) return [];
  const { value, plusMinus } = shown;
  return [
    {
      finding: { kind: "spread", measure, value, plusMinus, turn: null },
      size: 0,
      evidence: [wholeRun(measure, "consistency", value, turns[0].apexS)],
    },
  ];
}

/** Returns the comparisons of a run that exceed their error, its even measures and its spreads. */
export const comparisonsOf = (analysis: CoachedAnalysis, earlier: readonly EarlierRun[]): FindingDraft[] => [
  ...KEYS.flatMap((measure) => sides(analysis, measure)),
  ...KEYS.flatMap((measure) => fade(analysis, measure)),
  ...KEYS.flatMap((measure) => [...singleTurn(analysis, measure, 1), ...singleTurn(analysis, measure, -1)]),
  ...KEYS.flatMap((measure) => sinceEarlier(analysis, earlier, measure)),
  ...KEYS.flatMap((measure) => spread(analysis, measure)),
];
