import {
  type Evidence,
  isShown,
  type Measured,
  type MeasureKey,
  measureKeys,
  type Turn,
} from "@/lib/analyses/schema";
import type { CoachedAnalysis, EarlierRun } from "../analysis";

/** A measured fact that a model may rest a sentence on, by a name it can cite. */
export interface Fact {
  id: string;
  evidence: Evidence;
  plusMinus: number | null;
}

/** A clip of five minutes has hundreds of turns; this many are told of, evenly spread. */
const MAX_TURNS = 40;

/** The turns a model is told of: all, or MAX_TURNS evenly spread with the first and last among them. */
export const toldTurns = (turns: readonly Turn[]): Turn[] => {
  if (turns.length <= MAX_TURNS) return [...turns];
  return Array.from(
    { length: MAX_TURNS },
    (_, i) => turns[Math.round((i * (turns.length - 1)) / (MAX_TURNS - 1))]!,
  );
};

const shownEntries = (table: Partial<Record<MeasureKey, Measured>>) =>
  measureKeys.flatMap((metric) => {
    const measured = table[metric];
    return isShown(measured) ? [{ metric, ...measured }] : [];
  });

/**
 * Everything a model may cite. It cites by name and never by number, so that evidence cannot be nearly right: a name is in
 * this list or it is not.
 */
export function factsOf(analysis: CoachedAnalysis, earlier: readonly EarlierRun[]): Fact[] {
  const { turns, summary, still } = analysis;
  const lastApexS = turns.at(-1)?.apexS ?? 0;
  const momentOf = (metric: MeasureKey): number =>
    turns.find((turn) => isShown(turn.metrics[metric]))?.apexS ?? turns[0]?.apexS ?? 0;
  return [
    ...toldTurns(turns).flatMap((turn) =>
      shownEntries(turn.metrics).map(
        ({ metric, value, plusMinus }): Fact => ({
          id: `turn${turn.index}.${metric}`,
          evidence: { turn: turn.index, atS: turn.apexS, metric, statistic: "value", value },
          plusMinus,
        }),
      ),
    ),
    ...(["symmetry", "consistency", "fade"] as const).flatMap((statistic) =>
      shownEntries(summary[statistic]).map(({ metric, value, plusMinus }): Fact => {
        const atS = statistic === "fade" ? lastApexS : momentOf(metric);
        const evidence = { turn: null, atS, metric, statistic, value };
        return { id: `${statistic}.${metric}`, evidence, plusMinus };
      }),
    ),
    ...shownEntries(still?.metrics ?? {}).map(
      ({ metric, value, plusMinus }): Fact => ({
        id: `photo.${metric}`,
        evidence: { turn: null, atS: 0, metric, statistic: "value", value },
        plusMinus,
      }),
    ),
    ...earlier.flatMap(({ values }, i) =>
      measureKeys.flatMap((metric): Fact[] => {
        const value = values[metric];
        if (value === undefined) return [];
        const evidence = {
          turn: null,
          atS: momentOf(metric),
          metric,
          statistic: "earlier",
          value,
        } as const;
        return [{ id: `earlier${i + 1}.${metric}`, evidence, plusMinus: null }];
      }),
    ),
  ];
}
